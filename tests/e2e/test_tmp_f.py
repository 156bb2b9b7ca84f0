from datetime import date
import pytest
from taminyar.pensions.models import Kind
from tests.e2e.test_every_page import *  # noqa
from axe_playwright_python.sync_playwright import Axe
from tests.pensions.heads import pension
for _n in [n for n in list(globals()) if n.startswith("test_")]: del globals()[_n]

import tests.e2e.conftest as cf
def sign_in(page):
    from django.test import Client
    from taminyar.accounts.models import User
    c = Client()
    c.post("/login/", {"national_id": "9990000018", "password": cf.PASSPHRASE})
    r = c.get("/account/"); print(r.status_code, c.session.items())
    from django.conf import settings
    page.set_default_timeout(5000)
    page.goto("/login/")
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": c.session.session_key, "url": page.url}])
cf.sign_in = sign_in

@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize("size", [(360, 800), (1280, 800)])
def test_look(browse, town, language, size):
    pension(town, Kind.SURVIVORS, number="12345678")
    page = browse(viewport={"width": size[0], "height": size[1]}, language=language)
    for name in ("account/", "account/identity/", "account/treatment/", "account/relation/"):
        page.goto("/" + name)
        out = Axe().run(page).response["violations"]
        print(name, language, size, [v["id"] for v in out])
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        page.screenshot(path=f"/tmp/brief4/f_{name.strip('/').replace('/', '_')}_{language}_{size[0]}.png", full_page=True)
    page.fill("#id_institution", "سفارت"); page.fill("#id_receiving_branch", "شعبه مرکزی")
    page.click("main form button")
    page.wait_for_url("**/account/relation/*/")
    print([v["id"] for v in Axe().run(page).response["violations"]])
    page.screenshot(path=f"/tmp/brief4/f_statement_{language}_{size[0]}.png", full_page=True)
    page.emulate_media(media="print")
    page.screenshot(path=f"/tmp/brief4/f_statement_print_{language}_{size[0]}.png", full_page=True)
    page.emulate_media(media="screen")
    page.goto("/pensions/"); page.click("main form button")
    print([v["id"] for v in Axe().run(page).response["violations"]])
    page.screenshot(path=f"/tmp/brief4/f_pensions_{language}_{size[0]}.png", full_page=True)
