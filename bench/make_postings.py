"""Synthetic job postings for the bench: any number of them, the same for the same seed.

    python bench/make_postings.py --count 1000 --seed 1 --out DIR

Posting i depends on the seed and on i only, never on the count. All text is our own. A pool is a line
`name: phrase | phrase`; `{name}` in a phrase is filled from the pool of that name, `{Name}` with a capital.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path

LIMIT = 10_000
_SLOT = re.compile(r"\{(\w+)\}")

_TRADES = """
title: Staff Nurse | Senior Staff Nurse | Community Nurse | Ward Nurse, Nights | Clinic Nurse
act: prepare and give medicines | assess new arrivals on the ward | dress wounds | keep care plans up to date |
  hand over at the end of a shift | take blood samples | plan discharges with social services |
  watch for early signs of sepsis | teach students at the bedside | answer calls from relatives
who: patients | families | the consultants | student nurses | the therapy team | the night team
thing: care plans | observation charts | drug rounds | discharge letters | the infection audit | bed moves
tool: SystmOne | electronic prescribing | the early warning score | infusion pumps | bladder scanners | the e-roster
cred: current registration as an adult nurse | a nursing diploma or degree | a mentorship course |
  an immediate life support certificate | proof of hepatitis B vaccination
skill: wound care | cannulation | palliative care | calm triage | dementia care | clear charting |
  medicines management
team: surgical ward | day clinic | community team | stroke unit

title: Backend Engineer | Senior Software Engineer | Platform Engineer | Full Stack Developer | Data Engineer
act: design and build services | review the code of colleagues | break big changes into small ones |
  keep the build under ten minutes | write the tests first where it pays | share the on-call rota |
  remove code that nobody needs | measure before tuning | write decision records | pair with newer developers
who: product managers | the design team | our data analysts | the security group | customers’ own developers |
  the support desk
thing: the billing service | our event pipeline | the public API | the search index | deployment scripts |
  the permissions model
tool: Python | PostgreSQL | Kubernetes | TypeScript | Kafka | Terraform | GitLab CI | C++
cred: some years of building software for others | a degree in computing or the same by practice |
  open source work you can show | a record of running services in production
skill: data modelling | debugging under pressure | API design | plain technical writing | performance work |
  incident reviews | careful refactoring
team: payments team | platform group | search team | integrations squad

title: Warehouse Operative | Warehouse Team Leader | Forklift Driver | Goods-In Clerk | Picker Packer
act: pick orders by scanner | load and unload trailers | count stock each week | wrap pallets to the site standard |
  check deliveries against the order | keep aisles clear | report damaged racking |
  move goods with a counterbalance truck | book returns in | train starters on the scanner
who: the transport office | drivers | the stock control desk | the shift manager | our couriers |
  temporary colleagues
thing: inbound pallets | the returns cage | cold store stock | the pick face | cycle counts | export paperwork
tool: hand-held scanners | a reach truck | Manhattan WMS | powered pallet trucks | the dock scheduler |
  label printers
cred: a valid forklift licence | experience in a busy store | manual handling training |
  a clean record on site safety
skill: accurate counting | safe lifting | reading a pick list | working to a cut-off | basic spreadsheets |
  tidy stacking
team: night shift | goods-in team | dispatch crew | returns team

title: Primary School Teacher | Maths Teacher | Learning Support Assistant | Head of Science | Early Years Teacher
act: plan lessons for a mixed class | mark work with useful comments | run the reading club |
  meet parents each term | adapt tasks for pupils with special needs | set up practical work | lead assemblies |
  moderate grades with colleagues | keep seating plans and records | supervise the playground
who: pupils | parents and carers | teaching assistants | the inclusion lead | school governors | the exams office
thing: schemes of work | end-of-term reports | the phonics programme | reading records | the year 6 trip |
  homework tasks
tool: interactive boards | Arbor | Google Classroom | phonics cards | number frames | the school’s tracking sheets
cred: qualified teacher status | a degree in the subject or near it | an enhanced background check |
  paediatric first aid | two references from schools
skill: behaviour support | phonics teaching | clear explanation | lesson planning | work with small groups |
  assessment
team: key stage 2 team | science department | nursery | inclusion team

title: Management Accountant | Accounts Payable Clerk | Financial Controller | Payroll Officer | Audit Senior
act: close the month in five working days | reconcile bank and ledger accounts | prepare the quarterly tax return |
  match invoices to orders | explain variances to budget holders | keep the fixed asset register |
  run the payroll for two entities | answer the auditors | update the cash forecast |
  post accruals and prepayments
who: budget holders | our auditors | the tax office | suppliers | the board | branch managers
thing: the monthly pack | supplier statements | intercompany balances | the rolling forecast | expense claims |
  year-end schedules
tool: Excel | Xero | SAP | Power BI | Sage 200 | the approval workflow
cred: part or full ACCA, CIMA or the like | experience of month-end close | a bookkeeping certificate |
  knowledge of IFRS
skill: reconciliation | spreadsheet modelling | plain reporting | credit control | attention to detail |
  cost analysis
team: group finance team | shared service centre | payroll office | controlling team

title: Chef de Partie | Sous Chef | Kitchen Assistant | Pastry Chef | Line Cook
act: run your own section at service | prepare sauces and stocks | check fridge temperatures twice a day |
  order from local growers | plate dishes to the agreed card | cost new dishes | label and rotate stock |
  train commis chefs | close the kitchen down clean | plan menus for allergies
who: the head chef | the floor team | our growers | kitchen porters | guests with allergies | event planners
thing: the fish section | the bread programme | daily specials | the pastry counter | banquet menus |
  allergen sheets
tool: combi ovens | a blast chiller | sous-vide baths | the ordering tablet | stock sheets | the dough sheeter
cred: a food hygiene certificate | a culinary apprenticeship | time in a fresh-food kitchen | allergen training
skill: knife work | stock control | calm service | pastry basics | menu costing | butchery
team: main kitchen | pastry team | events kitchen | breakfast brigade

title: Electrician | Maintenance Electrician | Solar Installer | Electrical Supervisor | Fire Alarm Engineer
act: install lighting and power circuits | find faults from drawings | test and certify installations |
  fit inverters and panels | isolate safely before work | keep the van stocked | survey older buildings |
  mark up as-built drawings | quote for small works | connect control panels
who: site managers | householders | the design office | apprentices | building control | the facilities desk
thing: distribution boards | emergency lighting | car chargers | rooftop arrays | cable trays | planned inspections
tool: a multifunction tester | thermal cameras | cable cutters | AutoCAD viewers | job sheets on a tablet |
  conduit benders
cred: a recognised electrical qualification | the current wiring regulations course | a full driving licence |
  a site safety card
skill: fault finding | inspection and testing | reading schematics | work at height | neat containment |
  customer care
team: small works team | solar crew | hospital contract | fire systems team

title: Account Manager | Sales Representative | Inside Sales Executive | Key Account Manager | Area Sales Lead
act: look after a list of existing accounts | open new accounts in the region | prepare quotes and follow them up |
  keep the pipeline honest | visit trade fairs | plan the quarter with your manager |
  listen for needs before pitching | agree yearly contracts | pass product feedback on | show the range on site
who: buyers | dealers | the marketing team | our technicians | purchasing managers | distributors
thing: the renewal list | the dealer network | framework contracts | price lists | the sample stock |
  regional forecasts
tool: Salesforce | HubSpot | video calls | the quote builder | Excel | the dealer portal
cred: experience in business sales | a full driving licence | knowledge of the building trade |
  a record of kept customers
skill: negotiation | clear proposals | active listening | forecasting | presenting | territory planning
team: northern region | dealer team | inside sales desk | key accounts group

title: Customer Support Agent | Support Team Lead | Technical Support Specialist | Customer Care Adviser |
  Help Desk Analyst
act: answer questions by chat, mail and phone | trace a problem to its cause | write help articles |
  pass bugs on with clear steps | follow up until a case is closed | coach new colleagues |
  spot patterns in complaints | refund orders within the rules | update customers before they ask |
  test fixes before release
who: customers | the engineering team | the billing desk | our couriers | shop staff | business clients
thing: the ticket queue | saved replies | the help centre | refund cases | call recordings | outage notices
tool: Zendesk | Jira | a soft phone | the order system | remote support tools | shared macros
cred: experience on a help desk | good written English | some knowledge of web technology |
  a second European language
skill: patience | clear writing | problem solving | de-escalation | typing and listening at once | product knowledge
team: second-line desk | chat team | business support group | weekend crew

title: Support Worker | Senior Care Assistant | Social Worker | Residential Care Worker | Home Care Coordinator
act: help people with meals and washing | go along to appointments | keep daily notes |
  plan activities that people choose | give medicines as trained | raise safeguarding concerns at once |
  review support plans | drive the house car | visit people at home | write reports for hearings
who: the people we support | families | district nurses | the local authority | advocates | volunteers
thing: support plans | the key-worker list | risk assessments | house meetings | personal budgets | sleep-in shifts
tool: the care planning app | hoists | medication charts | Mosaic | communication boards | the on-call phone
cred: a care certificate or the will to take it | a social work registration | an enhanced background check |
  a driving licence for manual cars
skill: patience | moving and handling | listening | record keeping | positive behaviour support | crisis calm
team: supported living house | home care team | children’s team | day centre

title: HR Adviser | Recruiter | People Partner | Learning and Development Officer | HR Administrator
act: advise managers on casework | write adverts that people understand | keep the personnel files correct |
  run structured interviews | plan onboarding weeks | prepare contracts and letters | report on turnover |
  arrange training days | look after the absence process | improve one policy a month
who: line managers | candidates | the works council | payroll | new starters | external trainers
thing: the hiring plan | absence cases | contract changes | the induction programme | exit interviews |
  the skills matrix
tool: Workday | Personio | the applicant tracking system | survey tools | Excel | the learning portal
cred: a CIPD level or similar | experience in a generalist role | knowledge of employment law |
  an interviewing certificate
skill: discretion | mediation | structured interviewing | data reporting | workshop design | plain policy writing
team: people team | talent group | regional HR desk | learning team

title: Laboratory Technician | Research Scientist | Quality Control Analyst | Microbiologist | Process Chemist
act: run assays by the written method | keep the notebook in order | calibrate balances and pipettes |
  culture and count samples | review raw data | write up deviations | validate new methods | order reagents |
  maintain the chromatography systems | present results at group meetings
who: the quality unit | visiting scientists | production | inspectors | project leads | instrument suppliers
thing: stability studies | reference standards | batch records | sample storage | environmental monitoring |
  method transfers
tool: HPLC | PCR machines | LIMS | autoclaves | R | plate readers
cred: a degree in chemistry or biology, or equal experience | work under GMP or GLP |
  a safety course for class 2 labs | published or internal reports
skill: aseptic technique | statistics | careful documentation | troubleshooting of instruments | method validation |
  time planning
team: analytical group | micro lab | process team | release lab

title: HGV Driver | Delivery Driver | Bus Driver | Tanker Driver | Transport Planner
act: deliver to shops on a fixed round | check the vehicle before each trip | keep within drivers’ hours |
  secure loads | help passengers board | complete delivery notes | plan routes around works |
  report defects the same day | refuel and wash the vehicle | handle tail lifts
who: shop staff | passengers | the planning desk | workshop mechanics | customers at the door | other road users
thing: the morning round | multi-drop routes | vehicle checks | the tachograph data | trailer swaps | school runs
tool: tachographs | route planners | tail lifts | the driver app | pump trucks | on-board cameras
cred: the licence class for the vehicle | a driver qualification card | a digital tachograph card |
  fewer than six penalty points
skill: defensive driving | map sense | friendly service | load security | punctuality | simple maintenance
team: chilled fleet | city depot | night trunking team | rural lines

title: Marketing Manager | Content Editor | Digital Marketing Officer | Campaign Planner | Brand Designer
act: plan campaigns from brief to report | write copy for web and print | test subject lines |
  look after the editorial calendar | brief photographers | report on what worked | edit the texts of experts |
  manage the ad budget | build landing pages | keep the brand library tidy
who: the sales team | agencies | subject experts | printers | journalists | event organisers
thing: the newsletter | the autumn campaign | product pages | the case study series | trade fair stands |
  search adverts
tool: Figma | WordPress | Google Analytics | Mailchimp | InDesign | the asset library
cred: experience in an agency or in house | a portfolio | a course in marketing or the same by practice | basic HTML
skill: copywriting | campaign analysis | project planning | search optimisation | interviewing | layout
team: brand studio | growth team | content desk | events group

title: Civil Engineer | Site Engineer | Highway Designer | Quantity Surveyor | Drainage Engineer
act: set out works on site | check drawings before issue | model drainage networks |
  agree quantities with the contractor | write method statements | inspect concrete pours |
  prepare planning documents | price variations | coordinate with utilities | close out defects
who: contractors | the client’s engineer | planners | land owners | utility companies | graduate engineers
thing: retaining walls | the junction scheme | flood defences | the bill of quantities | temporary works |
  survey data
tool: Civil 3D | total stations | MicroDrainage | QGIS | the document portal | laser levels
cred: a degree or higher apprenticeship in civil engineering | work towards chartered status | a site safety card |
  a full driving licence
skill: structural calculation | contract administration | setting out | hydraulic modelling | report writing |
  site coordination
team: water team | highways group | rail structures team | site crew

title: Front Desk Agent | Guest Relations Manager | Night Receptionist | Housekeeping Supervisor |
  Reservations Agent
act: welcome guests and check them in | plan rooms for the day | settle bills | solve complaints on the spot |
  check rooms before arrival | take bookings by phone and mail | keep the safe log | recommend places in town |
  balance the till | prepare the night audit
who: guests | tour groups | housekeeping | the concierge | travel agents | the duty manager
thing: the arrivals list | group bookings | lost property | the linen order | guest reviews | meeting rooms
tool: Opera | the key card system | channel managers | the till | shift checklists | the house phone
cred: experience in a hotel | a second language at conversation level | a hospitality course | knowledge of the area
skill: warm welcome | cash handling | problem solving | room planning | clear handovers | upselling with tact
team: front office | night team | housekeeping | reservations desk
"""

_COMMON = """
duty: {Act} {when} | {Act} for {who}, {how} | {Act}, {result} | {Act} together with {who}, {when} |
  Look after {thing} with {who} and {act} | {Act} {how}, and {act} {when} |
  Work with {tool} to improve {thing}, {result} | Take charge of {thing} {when}, {how} |
  Help {who} with {thing}, {result} | {Act}; you {act} as well {when} | Own {thing} in the {team}: {act}, {result} |
  Show {number} colleagues how to use {tool} {how} | Report on {thing} {when} to {who}
when: every {day} | Monday to {last_day} | at the start of each shift | in the first half of the month |
  about {number} times a week | whenever the plan changes | before {month} | at short notice now and then |
  during the busy weeks around {month} | from {month} onwards | in turn with {number} colleagues |
  at our {branch} branch | on site and by phone
how: with care and in good time | by the agreed standard | without cutting corners | in plain words | step by step |
  with support from the {team} | with an eye on cost | using {tool} | as the {month} review asks |
  to a high standard of safety | so that {who} can rely on it | with room to try better ways
result: so that {who} always know where they stand | which saves {who} time | so that mistakes come to light early |
  to keep waiting under {number} days | and keep {thing} in good shape | which {number} sites depend on |
  to bring complaints down by {percent}% | and share what you learn with the {team} |
  so that {thing} can be trusted | and leave clear notes for {who}
need: {Cred} | {Years} years of experience with {thing} | Practice in {skill} and {skill} |
  Good command of {tool}, or the wish to learn it {when} | {Cred}; we pay for renewal |
  You can {act} without being told how | Confidence in talking to {who} |
  {Skill}, shown in {years} years of work in a {team} or the like | You like {skill} and do not mind {thing} |
  Experience of working with {who} {when} | Knowledge of {tool} and {tool} | You {act} {how}
first: Within {number} weeks you know {thing} and {who} | After {number} weeks you {act} {how} |
  By {month} you run {thing} on your own, {how} | In your first {days} months you {act}, {result} |
  You meet {who} and learn {tool} {when} | A year from now {who} come to you about {thing}
plus: {Tool} at a basic level | Some {skill} | {Cred} | A second language, such as {language} |
  Experience in a {team} of {number} people or more | Having worked with {who} before | An interest in {thing} |
  You have used {tool} {how}
benefit: {leave} days of paid leave plus public holidays | A pension with {percent}% from us |
  Private health cover after {number} months | A travel card for {city} or free parking |
  {percent}% off everything we make | Paid time for {skill} courses: {number} days a year |
  Flexible hours between {hour} am and {hour} pm | A mentor from the {team} in your first {number} weeks |
  Free lunch every {day} | Work from home up to {days} days a week |
  Cycle scheme with showers, and {number} lockers | {number} weeks of full sick pay |
  A yearly bonus of up to {percent}% of salary | Fresh fruit & good coffee every {day} |
  Two paid days a year for volunteering in {city} | Parental leave of {number} weeks on full pay
about: {Company} was founded in {city} in {founded} and employs {staff} people |
  We work for {who} in {number} countries and have a site in {branch} |
  The {team} has {number} members and reports to the {city} office |
  Our customers stay with us for {number} years on average, because we keep what we promise |
  Last year we put {money} into training and {thing} | We’re owned by our staff, and profits stay in {city} |
  Most of us came by way of a colleague; nearly everyone stays longer than {days} years |
  {Company} opened its {branch} branch in {month} | In a survey {percent}% of us said they’d apply again |
  We moved to new rooms near {city} station in {month}, with space for {thing}
role: As {title} you join the {team} in {city} |
  Your day starts with {thing} and ends with a short talk with {who} | You will {act}, {act} and {act} |
  After {number} weeks you run {thing} on your own |
  The post is new, because {thing} grew by {percent}% in {founded} |
  You follow {name}, who leaves us in {month} for a post abroad |
  You’ll have the time to {act} properly, and a budget of {money} for {thing} |
  About {percent}% of your time goes to {thing}, the rest to {who} |
  “{Act}, and then {act}” is how {name} sums the job up
hours: {hoursweek} hours a week, Monday to {last_day} |
  Shifts start at {hour} am; the rota is published {number} weeks ahead |
  The work is done in {city}, with {days} days a week from home |
  A fixed contract of {number} months, to be made permanent | One weekend in {days}, paid at time and a half |
  Travel to {branch} about {number} times a year
apply: Send your CV and a short note to [{mail}](mailto:{mail}) by {date} |
  Apply on [our careers page](https://{domain}/jobs/{ref}) by {date} |
  Questions? {name} knows the team well: {phone} | We answer within {number} working days |
  There are two talks: one by video, one in {city}, and no tests at home | Quote reference {ref} |
  Interviews take place in {city} in the week after {date}
equal: {Company} is an equal opportunity employer: we decide by skill, not by age, sex, origin, faith or family |
  We welcome applications from people of every background |
  If you need an adjustment at any step, write to {mail} and we’ll arrange it |
  You don’t meet every point? Apply anyway | Our building in {city} has step-free access and quiet rooms
flaw: We need a rockstar who can handle the the pressure | You are a young and dynamic person |
  Native English speaker | A ninja with {tool} | Recent graduates only | The salesman reports to the chairman |
  He will be on call every {day} | Must be able to juggle many balls in a fast-paced environment |
  Work hard, play hard! | Salary: TBD | Minimum of 10 years of experience with {tool}, maximum 2 years |
  No more than 5 years’ experience | [Insert team photo here] | Competitive salary |
  Digital native with thick skin | Manpower planning for the girls in the office |
  Must be clean-shaven and able-bodied | We are like a family | Guru of {skill} wanted
company_name: Amberfield | Brackwater | Calder & Finch | Dunmore Works | Eastgate Group | Fernhollow | Greyling |
  Harrow Bay | Inverlea | Juniper Lane | Kestrel House | Larkspur | Millrace | Northbank | Oakhurst | Pennywell |
  Quillon | Ravenscar | Silverdale | Thornbury Mill
company_kind: Ltd | Inc. | GmbH | Partners | Trust | Cooperative | Services | & Sons | Foundation | Labs
city: Leeds | Bristol | Austin | Dublin | Halifax | Leicester | Portland | Toronto | Cardiff | Denver | Perth |
  Galway | York | Bath | Ottawa | Hamburg | Columbus | Dundee | Norwich | Wellington | Plymouth | Boise | Limerick |
  Swansea
branch: Leeds | Bristol | Austin | Dublin | Halifax | Leicester | Portland | Toronto | Cardiff | Denver | Perth |
  Galway | York | Bath | Ottawa | Hamburg | Columbus | Dundee | Norwich | Wellington | Plymouth | Boise | Limerick |
  Swansea
name: Amira Cole | Ben Okafor | Chloe Tan | Dev Patel | Elsa Brandt | Farid Haddad | Grace Murphy | Hugo Lind |
  Ines Costa | Jonas Weber | Kemi Ade | Lena Novak
day: Monday | Tuesday | Wednesday | Thursday | Friday | Saturday
month: January | February | March | April | May | June | July | August | September | October | November | December
language: French | German | Polish | Spanish | Urdu | Portuguese | Welsh | Arabic
number: 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 12 | 14 | 15 | 16 | 18 | 20 | 24 | 25 | 28 | 30
percent: 3 | 4 | 5 | 6 | 8 | 10 | 12 | 15 | 20 | 25 | 30 | 40 | 60
days: 2 | 3 | 4
last_day: Thursday | Friday | Saturday
leave: 22 | 24 | 25 | 26 | 27 | 28 | 30
years: 2 | 3 | two | three | four | five
hour: 6 | 7 | 8 | 9 | 10
hoursweek: 20 | 30 | 35 | 37.5 | 38 | 40
founded: 1921 | 1958 | 1974 | 1986 | 1993 | 1999 | 2004 | 2009 | 2013 | 2018
staff: 12 | 35 | 60 | 140 | 220 | 480 | 900 | 1,600 | 4,000
money: £15,000 | £40,000 | $25,000 | €30,000 | &pound;12,000 | £1.2 million
"""

_HEADINGS = """
about: About us | Who we are | About {company} | The company | Our story
role: About the role | The job | Your role | Summary | Purpose of the post
duty: What you will do | Responsibilities | Your tasks | Key duties | Day to day
need: What you bring | Requirements | Your profile | Essential skills | You have
first: Your first months | The first year | What success looks like | How you will settle in
plus: Nice to have | Desirable | It helps if you have | Bonus points
benefit: What we offer | Benefits | Why join us | Perks & benefits | In return
pay: Salary | Pay | Compensation | What it pays
hours: Hours and place | Working hours | The terms | Location and hours
apply: How to apply | Apply | Next steps | Your application
equal: Equal opportunity | Diversity and inclusion | Open to everyone | Our promise
"""


def _pools(text: str) -> dict[str, tuple[str, ...]]:
    """The pools of one paragraph of `name: phrase | phrase` lines; an indented line goes on with the one above."""
    lines = text.strip().replace("\n  ", " ").splitlines()
    parts = (line.partition(": ") for line in lines)
    return {name: tuple(rest.split(" | ")) for name, _, rest in parts}


TRADES = tuple(_pools(part) for part in _TRADES.strip().split("\n\n"))
COMMON = _pools(_COMMON)
HEADINGS = _pools(_HEADINGS)
CURRENCIES = (("£", "GBP"), ("&pound;", "GBP"), ("€", "EUR"), ("&euro;", "EUR"), ("$", "USD"))
FLAWED = ("duty", "need", "plus")  # the lists that a flawed bullet may stand in


class Writer:
    """One posting's choices: its pools, its luck, and its habits of layout."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.pools: dict[str, Sequence[str]] = {**COMMON, **rng.choice(TRADES)}
        self.heading_style = rng.choice(("atx", "atx", "atx", "bold", "label"))
        self.bullet = rng.choice(("-", "-", "*", "+", "1."))
        self.wrap = rng.choice((0, 0, 78, 100))
        self.stop = rng.choice(("", "", "."))
        self.sign, self.currency = rng.choice(CURRENCIES)
        self._fix_facts()

    def _fix_facts(self) -> None:
        """What stays the same all through a posting."""
        rng = self.rng
        short = rng.choice(COMMON["company_name"])
        domain = f"{re.sub('[^a-z]', '', short.lower())}.example"
        facts = {
            "title": rng.choice(self.pools["title"]),
            "company": f"{short} {rng.choice(COMMON['company_kind'])}",
            "city": rng.choice(COMMON["city"]),
            "domain": domain,
            "mail": f"jobs@{domain}",
            "ref": f"{short[:3].upper()}-{rng.randint(1000, 9999)}",
            "date": f"{rng.randint(1, 28)} {rng.choice(COMMON['month'])} {rng.choice((2027, 2028))}",
            "phone": f"+44 1632 960{rng.randint(100, 999)}",
        }
        self.pools.update({name: (value,) for name, value in facts.items()})

    def fill(self, phrase: str) -> str:
        """Every slot of a phrase filled, those inside the fillings too; a slot twice gets two fillings."""
        return self._fill(phrase, set())

    def _fill(self, phrase: str, used: set[str]) -> str:
        return _SLOT.sub(lambda match: self._slot(match[1], used), phrase)

    def _slot(self, name: str, used: set[str]) -> str:
        low = name.lower()
        pool = self.pools[low]
        chosen = self.rng.choice([phrase for phrase in pool if phrase not in used] or pool)
        used.add(chosen)
        text = self._fill(chosen, used)
        return text if name == low else text[:1].upper() + text[1:]

    def some(self, pool: str, low: int, high: int) -> list[str]:
        """Between low and high phrases of a pool; a phrase comes twice only when the pool is used up."""
        wanted, phrases = self.rng.randint(low, high), list(self.pools[pool])
        self.rng.shuffle(phrases)
        return [self.fill(phrases[i % len(phrases)]) for i in range(wanted)]


def _spice(writer: Writer, line: str) -> str:
    """Now and then: emphasis, a link, an entity, a character of its own."""
    luck = writer.rng.random()
    words = line.split(" ")
    if luck < 0.05:
        return " ".join([f"**{words[0]}**", *words[1:]])
    if luck < 0.09:
        return " ".join([*words[:-1], f"*{words[-1]}*"])
    if luck < 0.12:
        return line.replace(" and ", " &amp; ", 1)
    if luck < 0.14:
        return line.replace(" ", "&nbsp;", 1)
    if luck < 0.17:
        return f"{line} ([more](https://{writer.fill('{domain}')}/about))"
    if luck < 0.20:
        return f"{line} – a part that people like"
    return line


def _section(writer: Writer, kind: str, body: str, *, tight: bool = False) -> str:
    """A heading in the posting's style over a body; `tight`: nothing between a label and its text."""
    text = writer.fill(writer.rng.choice(HEADINGS[kind]))
    if writer.heading_style == "atx":
        return f"## {text}\n\n{body}"
    if writer.heading_style == "bold":
        return f"**{text}**\n\n{body}"
    return f"{text}:{' ' if tight else chr(10) * 2}{body}"


def _prose(writer: Writer, kind: str, low: int, high: int) -> str:
    """A section of one paragraph, soft-wrapped if the posting wraps its lines."""
    sentences = writer.some(kind, low, high)
    text = " ".join(s if s[-1] in "?!." else s + "." for s in sentences)
    if writer.wrap:
        text = textwrap.fill(text, writer.wrap, break_long_words=False, break_on_hyphens=False)
    return _section(writer, kind, text)


def _bullets(writer: Writer, kind: str, low: int, high: int) -> str:
    """A section of one list, now and then with a flawed bullet."""
    items = [_spice(writer, item) for item in writer.some(kind, low, high)]
    if kind in FLAWED and writer.rng.random() < 0.12:
        items.insert(writer.rng.randint(0, len(items)), writer.fill("{flaw}"))
    marks = [f"{i}." if writer.bullet == "1." else writer.bullet for i in range(1, len(items) + 1)]
    lines = [f"{mark} {item}{writer.stop}" for mark, item in zip(marks, items, strict=True)]
    return _section(writer, kind, "\n".join(lines))


def _wages(writer: Writer) -> tuple[int, int]:
    low = writer.rng.randint(22, 90) * 1000
    return low, low + writer.rng.randint(2, 20) * 500


def _pay(writer: Writer, low: int, high: int) -> str:
    """The pay as a line, now and then as a table."""
    sign = writer.sign
    dash = writer.rng.choice(("–", " to ", "-", " &ndash; "))
    text = f"{sign}{low:,}{dash}{sign}{high:,} a year"
    if writer.rng.random() < 0.15:
        rows = (f"| Entry | {text} |", writer.fill("| After {number} months | by review |"))
        return _section(writer, "pay", "\n".join(("| Level | Pay |", "| --- | --- |", *rows)))
    return _section(writer, "pay", writer.fill(f"{text}, paid monthly. Reviewed every {{month}}."), tight=True)


def _front_matter(writer: Writer, low: int, high: int) -> str:
    kind = writer.rng.choice(("full-time", "part-time", "contract"))
    head = 'title: {title}\ncompany: "{company}"\nlocation: {city}\ntags: [{skill}, {skill}]\nreference: {ref}'
    pay = f"salary:\n  min: {low}\n  max: {high}\n  currency: {writer.currency}\n  period: year"
    return writer.fill(f"---\n{head}\nemployment_type: {kind}\n{pay}\n---")


def _opening(writer: Writer, low: int, high: int) -> list[str]:
    """Front matter on about half, and a title line unless front matter has the title and luck says so."""
    shown = {"atx": "# {title}", "bold": "**{title}**", "label": "Job title: {title}"}
    title = writer.fill(shown[writer.heading_style])
    if writer.rng.random() < 0.5:
        return [title]
    front = _front_matter(writer, low, high)
    return [front, title] if writer.rng.random() < 0.5 else [front]


def posting(seed: int, number: int) -> str:
    """The text of one posting, in Markdown."""
    writer = Writer(random.Random(f"{seed}:{number}"))
    low, high = _wages(writer)
    opening = _opening(writer, low, high)
    first = [_prose(writer, "about", 6, 10), _prose(writer, "role", 6, 9)]
    writer.rng.shuffle(first)
    middle = [
        _bullets(writer, "duty", 9, 16),
        _bullets(writer, "need", 8, 13),
        _bullets(writer, "first", 3, 6),
        _bullets(writer, "plus", 3, 7),
        _bullets(writer, "benefit", 6, 12),
        _pay(writer, low, high),
        _prose(writer, "hours", 4, 6),
    ]
    left_out = writer.rng.choice((2, 3, 5, 6, None))  # a section that this posting does without
    body = [part for i, part in enumerate(middle) if i != left_out]
    last = [_prose(writer, "apply", 4, 7), _prose(writer, "equal", 3, 5)]
    return "\n\n".join([*opening, *first, *body, *last]) + "\n"


def write(out: Path, count: int, seed: int) -> list[Path]:
    """Write postings 1 to count into a folder; the paths written."""
    if not 1 <= count <= LIMIT:
        raise ValueError(f"count must be 1 to {LIMIT}, not {count}")
    out.mkdir(parents=True, exist_ok=True)
    paths = [out / f"posting-{number:05}.md" for number in range(1, count + 1)]
    for number, path in enumerate(paths, start=1):
        path.write_bytes(posting(seed, number).encode("utf-8"))
    return paths


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Write synthetic job postings in Markdown.")
    parser.add_argument("--count", type=int, default=1000, help=f"how many, 1 to {LIMIT}")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True, help="the folder to write to")
    options = parser.parse_args(arguments)
    try:
        paths = write(options.out, options.count, options.seed)
    except ValueError as error:
        parser.error(str(error))
    size = sum(path.stat().st_size for path in paths)
    print(f"{len(paths)} postings, {size} bytes, in {options.out}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
