"""Postings of one house, with what rules across files find in them: for tests."""

from __future__ import annotations

INVOICES = "- Reconcile supplier invoices with the ledger every month\n"
NURSE = (
    "# Night nurse\n\n## What you will do\n\n- Give medication after surgery\n- Watch the patients of the ward\n"
    f"- Change dressings and take blood\n{INVOICES}"
)
CLERK = (
    f"# Bookkeeper\n\n## What you will do\n\n{INVOICES}- Post supplier invoices to the ledger\n"
    "- Prepare the balance for the tax adviser\n- Dun customers for invoices that are overdue\n"
)
BAKER = (
    "# Baker\n\n## What you will do\n\n- Bake rolls for nine shops\n- Count the till every evening\n"
    "- Train two apprentices\n\n## Requirements\n\n- A certificate in baking\n"
)
HOUSE = (
    "\n## Equal opportunities\n\nEverybody is welcome, whatever their age, religion, disability, family or origin, and we "
    "adapt interviews to the needs of candidates.\n"
)
POSTINGS = {
    "jobs/nurse.md": NURSE + HOUSE.replace("religion, ", ""),
    "jobs/clerk.md": CLERK + HOUSE,
    "jobs/baker.md": BAKER + HOUSE,
    "jobs/baker-again.md": BAKER + HOUSE,
    "jobs/cook.md": f"# Cook\n\n## What you will do\n\n- Cook soup for the guests of the evening\n{HOUSE}",
}
