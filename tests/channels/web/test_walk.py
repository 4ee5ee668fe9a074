"""Every address as nobody and as every role of another team: nothing of this team comes out, nothing
changes."""

import pytest

from bot.channels.web.app import PAGES
from bot.coach.entrance import csrf
from tests.channels.web.browser import Browser
from tests.channels.web.firm import CALL, ROLES, Firm

#: What one does for oneself, whoever one is.
OWN = {"/", "/leave", "/language", "/me", "/me/zone", "/me/remind", "/me/join", "/me/export", "/me/forget"}
#: Words that belong to the first team.
OURS = ("甲队", "甲队trainee", "甲队的附言", "甲队的评语")
#: The order in which forms can follow each other.
LAST = ("cancel", "uninvite", "uncomment", "remove")


def address(path: str, firm: Firm) -> str:
    """The address of a page about the first team."""
    ours = firm.sides[0]
    names = {
        "{team:int}": str(ours.team),
        "{person:int}": str(ours.people["trainee"]),
        "{call:int}": str(ours.call),
        "{criterion}": "restates",
        "{dialogue}": CALL,
    }
    for name, value in names.items():
        path = path.replace(name, value)
    assert "{" not in path
    return path


def form(firm: Firm) -> dict[str, object]:
    """What would work for somebody who may."""
    ours = firm.sides[0]
    return {
        "name": "改过的名字",
        "compares": "yes",
        "person": ours.people["trainee"],
        "role": "trainee",
        "uses": 3,
        "days": 3,
        "invitation": ours.invitation,
        "dialogue": CALL,
        "whom": "all",
        "assignment": ours.task,
        "criterion": "restates",
        "points": 50,
        "reason": "理由",
        "turn": 1,
        "text": "评语",
        "comment": ours.comment,
        "owner": "yes",
        "label": "标签",
        "team": ours.team,
        "language": "en",
        "zone": "Europe/London",
        "clock": "19:30",
        "code": "no-such-code",
        "token": firm.token,
    }


async def ask(browser: Browser, method: str, path: str, firm: Firm):
    """One request to an address."""
    if method == "GET":
        return await browser.get(address(path, firm))
    return await browser.post(address(path, firm), **form(firm))


async def test_nobody_gets_anywhere(firm: Firm):
    before = await firm.dump()
    for method, path, _ in PAGES:
        answer = await ask(Browser(firm), method, path, firm)
        assert (answer.status_code, answer.headers["location"]) == (303, "/enter"), path
        assert answer.text == ""
    assert await firm.dump() == before


@pytest.mark.parametrize("role", [*ROLES, "nothing"])
async def test_other_teams_get_nothing_and_change_nothing(firm: Firm, role: str):
    if role == "nothing":
        who = (await firm.house.coach.trainee("telegram", "99", "zh", "生人")).id
    else:
        who = firm.sides[1].people[role]
    browser = await Browser(firm).sign_in(who)
    before = await firm.dump()
    for method, path, _ in PAGES:
        if path in OWN:
            continue
        answer = await ask(browser, method, path, firm)
        assert answer.status_code == 404, (method, path, answer.status_code)
        assert not [word for word in OURS if word in answer.text], path
    assert await firm.dump() == before
    for method, path, _ in PAGES:
        if path in OWN:
            answer = await ask(browser, method, path, firm)
            assert answer.status_code in (200, 303, 400), (path, answer.status_code)
            assert not [word for word in OURS if word in answer.text], path
            browser = await Browser(firm).sign_in(who)
    after = await firm.dump()
    for table in ("teams", "members", "assignments", "assignees", "overrides", "comments", "calls", "events"):
        assert after[table] == before[table], table


async def test_an_owner_gets_everywhere(firm: Firm):
    """The same requests work for who may: the walk above is refused for no other reason."""
    browser = await Browser(firm).sign_in(firm.owner)
    left = {"/me/forget", "/me/join", "/leave"}
    pages = [(method, path) for method, path, _ in PAGES if path not in left]
    pages.sort(
        key=lambda page: max((LAST.index(end) for end in LAST if page[1].endswith(f"/{end}")), default=-1)
    )
    for method, path in pages:
        before = await firm.dump()
        answer = await ask(browser, method, path + ("?as=html" if path.endswith("/report") else ""), firm)
        assert answer.status_code in (200, 303), (method, path, answer.status_code)
        if method == "GET":
            assert await firm.dump() == before, path
        elif not path.endswith(("/role", "/uncomment")):
            assert await firm.dump() != before, path


MAY = {
    "manager": {"": 200, "/manage": 200, "/assign": 200, "/agreement": 200},
    "trainer": {"": 200, "/manage": 404, "/assign": 200, "/agreement": 200},
    "trainee": {"": 404, "/manage": 404, "/assign": 404, "/agreement": 404},
}


@pytest.mark.parametrize("role", ROLES)
async def test_roles_see_what_is_theirs(firm: Firm, role: str):
    ours = firm.sides[0]
    browser = await Browser(firm).sign_in(ours.people[role])
    for page, status in MAY[role].items():
        assert (await browser.get(f"/team/{ours.team}{page}")).status_code == status, page
    assert (await browser.get(f"/call/{ours.call}")).status_code == 200
    assert (await browser.get("/house")).status_code == 404
    answer = await browser.post(
        f"/call/{ours.call}/override", criterion="restates", points=9, reason="为什么"
    )
    assert answer.status_code == (303 if role == "trainer" else 404)
    nav = (await browser.get(f"/call/{ours.call}")).text
    assert ("/override" in nav) == (role == "trainer") and ("/comment" in nav) == (role != "trainee")


async def test_who_leaves_the_team_sees_it_no_longer(firm: Firm):
    ours = firm.sides[0]
    browser = await Browser(firm).sign_in(ours.people["manager"])
    answer = await browser.post(f"/team/{ours.team}/remove", person=ours.people["manager"])
    assert answer.headers["location"] == "/"
    assert (await browser.get(f"/team/{ours.team}")).status_code == 404


@pytest.mark.parametrize(
    "path", ["/team/99999", "/team/99999999999999999999", "/call/0", "/person/99", "/nowhere", "/team/x"]
)
async def test_what_isnt_there_is_told_calmly(firm: Firm, path: str):
    browser = await Browser(firm).sign_in(firm.owner)
    answer = await browser.get(path)
    assert answer.status_code == 404
    assert "没有这一页" in answer.text and "<main" in answer.text


async def test_a_refused_form_leads_back_to_where_it_was(firm: Firm):
    browser = await Browser(firm).sign_in(firm.owner)
    for came, leads in (
        ("https://peilian.test/house?who=a", 'href="/house?who=a"'),
        ("https://evil.test/x", ""),
    ):
        answer = await browser.client.post(
            "/house/team", data={"name": " ", "csrf": csrf(browser.session)}, headers={"referer": came}
        )
        assert answer.status_code == 400 and "名字不能空着" in answer.text
        assert leads in answer.text and "evil.test" not in answer.text
