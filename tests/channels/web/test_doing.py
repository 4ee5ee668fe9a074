"""What people do on the pages, and what comes of it."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.coach import EXCHANGE
from bot.coach.insight import View
from bot.coach.outcome import points
from bot.store import assigning, reminding
from tests.channels.web.browser import Browser
from tests.channels.web.firm import CALL, NOW, Firm


async def told(firm: Firm, who: int, key: str):
    """The words that wait for somebody."""
    rows = (await firm.dump())["outbox"]
    bodies = [EXCHANGE.validate_json(cell) for row in rows if who in row for cell in row if is_body(cell)]
    return [body.details for body in bodies if body.notice == key]


def is_body(cell: object) -> bool:
    return isinstance(cell, str) and cell.startswith("{")


class TestTrainersWord:
    async def test_an_override_reaches_the_trainee_and_every_total(self, firm: Firm):
        ours = firm.sides[0]
        trainer = await firm.house.office.actor(await firm.person(ours.people["trainer"]))
        before = await firm.house.review.look(trainer, ours.call)
        criterion, was = min(points(before.card), key=lambda mark: mark[1])
        browser = await Browser(firm).sign_in(trainer.id)
        answer = await browser.post(
            f"/call/{ours.call}/override", criterion=criterion, points=95, reason="客户后来点头了"
        )
        assert answer.headers["location"] == f"/call/{ours.call}#score"
        after = await firm.house.review.look(trainer, ours.call)
        assert dict(points(after.card))[criterion] == 95 and was < 95
        assert after.card.total > before.card.total
        (details,) = await told(firm, ours.people["trainee"], "told-override")
        assert (details["points"], details["reason"]) == ("95", "客户后来点头了")
        page = await firm.house.insight.team(trainer, ours.team, View())
        assert page.people[0].mean == pytest.approx(after.card.total)
        assert page.cells[ours.people["trainee"], criterion].mean == 95
        home = (await browser.get("/")).text
        assert "1 / 1 人练过" in home and f"<b>{after.card.total:.0f}</b>" in home and "乙队" not in home
        for number in (ours.people["trainee"], trainer.id):
            seen = (await (await Browser(firm).sign_in(number)).get(f"/call/{ours.call}")).text
            assert "客户后来点头了" in seen and f"{after.card.total:.1f}" in seen
            assert f"机器评 {before.card.total:.1f}" in seen

    @pytest.mark.parametrize(
        ("points", "reason"), [("101", "x"), ("-1", "x"), ("", "x"), ("ten", "x"), ("5", " "), ("5.5", "x")]
    )
    async def test_nonsense_changes_nothing(self, firm: Firm, points: str, reason: str):
        ours = firm.sides[0]
        browser = await Browser(firm).sign_in(ours.people["trainer"])
        before = await firm.dump()
        answer = await browser.post(
            f"/call/{ours.call}/override", criterion="restates", points=points, reason=reason
        )
        assert answer.status_code == 400
        assert await firm.dump() == before

    async def test_a_comment_reaches_the_trainee_and_can_be_taken_back(self, firm: Firm):
        ours = firm.sides[0]
        browser = await Browser(firm).sign_in(ours.people["trainer"])
        await browser.post(f"/call/{ours.call}/comment", turn=2, text="慢一点说")
        assert "慢一点说" in (await browser.get(f"/call/{ours.call}")).text
        assert {"turn": "2", "text": "慢一点说"}.items() <= (
            (await told(firm, ours.people["trainee"], "told-comment"))[-1].items()
        )
        kept = (await firm.dump())["comments"]
        (number,) = [row[0] for row in kept if "慢一点说" in row]
        other = await Browser(firm).sign_in(ours.people["manager"])
        await other.post(f"/call/{ours.call}/uncomment", comment=number)
        assert (await firm.dump())["comments"] == kept
        await browser.post(f"/call/{ours.call}/uncomment", comment=number)
        assert "慢一点说" not in (await browser.get(f"/call/{ours.call}")).text


class TestTasks:
    async def test_a_task_is_given_to_some_until_a_moment_where_the_manager_lives(self, firm: Firm):
        ours = firm.sides[0]
        who = ours.people["trainee"]
        browser = await Browser(firm).sign_in(ours.people["manager"])
        answer = await browser.post(
            f"/team/{ours.team}/assign",
            dialogue=CALL,
            exam="yes",
            whom="some",
            people=who,
            due="2026-04-01T18:00",
            mark="",
            attempts="2",
            note="先看课卡",
        )
        assert answer.headers["location"].endswith("/assign?saved=1")
        made = (await firm.store.run(assigning.of_team, ours.team))[0]
        assert (made.exam, made.people, made.mark, made.attempts) == (True, (who,), None, 2)
        assert made.due == datetime(2026, 4, 1, 10, 0, tzinfo=UTC)
        assert (await told(firm, who, "told-task"))[-1]["note"] == "先看课卡"
        page = (await browser.get(f"/team/{ours.team}/assign?saved=1")).text
        assert "2026-04-01 18:00" in page and "保存好了" in page
        await browser.post(f"/team/{ours.team}/cancel", assignment=made.id)
        assert made.id not in [a.id for a in await firm.store.run(assigning.of_team, ours.team)]

    @pytest.mark.parametrize(
        "wrong",
        [
            {"dialogue": "no-such-dialogue"},
            {"due": "2026-03-01T08:00"},
            {"due": "next week"},
            {"mark": "120"},
            {"attempts": "0"},
            {"whom": "some"},
            {"whom": "some", "people": "7"},
            {"whom": "some", "people": "99999"},
        ],
    )
    async def test_nonsense_is_told_and_gives_nothing(self, firm: Firm, wrong: dict[str, str]):
        ours = firm.sides[0]
        browser = await Browser(firm).sign_in(ours.people["manager"])
        before = await firm.dump()
        answer = await browser.post(f"/team/{ours.team}/assign", **{"dialogue": CALL, "whom": "all", **wrong})
        assert answer.status_code in (400, 404)
        assert await firm.dump() == before

    async def test_what_is_overdue_comes_first_and_what_is_passed_is_folded(self, firm: Firm):
        ours = firm.sides[0]
        await firm.house.office.assign(
            await firm.house.office.actor(await firm.person(firm.owner)),
            assigning.Assignment(0, ours.team, CALL, NOW, due=NOW + timedelta(hours=1)),
        )
        browser = await Browser(firm).sign_in(ours.people["manager"])
        await browser.later(hours=2)
        page = (await browser.get(f"/person/{ours.people['trainee']}")).text
        tasks = page.partition('id="tasks"')[2].partition("</section>")[0]
        assert tasks.index("逾期") < tasks.index("进行中")


class TestManaging:
    async def test_an_invitation_is_shown_once_and_works_as_often_as_it_says(self, firm: Firm):
        ours = firm.sides[0]
        browser = await Browser(firm).sign_in(ours.people["manager"])
        answer = await browser.post(f"/team/{ours.team}/manage", role="trainer", uses="1", days="2")
        code = answer.text.partition('class="secret">')[2].partition("<")[0]
        assert len(code) == 16
        assert code not in (await browser.get(f"/team/{ours.team}/manage")).text
        newcomers = [await firm.house.coach.trainee("telegram", f"5{n}", "zh") for n in range(2)]
        assert f"https://t.me/sparring_bot?start={code}" in answer.text
        for newcomer, status in zip(newcomers, (303, 400), strict=True):
            theirs = await Browser(firm).sign_in(newcomer.id)
            assert (await theirs.post("/me/join", code=code)).status_code == status
        assert (await firm.house.office.actor(newcomers[0])).roles == {ours.team: "trainer"}

    async def test_what_was_revoked_works_no_longer(self, firm: Firm):
        ours = firm.sides[0]
        browser = await Browser(firm).sign_in(ours.people["manager"])
        answer = await browser.post(f"/team/{ours.team}/manage", role="trainee", uses="", days="")
        code = answer.text.partition('class="secret">')[2].partition("<")[0]
        actor = await firm.house.office.actor(await firm.person(ours.people["manager"]))
        held = await firm.house.office.invitations(actor, ours.team)
        (unlimited,) = (p.digest[:16] for p in held if p.uses is None)
        assert f'value="{unlimited}"' in (await browser.get(f"/team/{ours.team}/manage")).text
        await browser.post(f"/team/{ours.team}/uninvite", invitation=unlimited)
        theirs = await Browser(firm).sign_in(firm.sides[1].people["trainee"])
        assert (await theirs.post("/me/join", code=code)).status_code == 400

    async def test_roles_and_names_change(self, firm: Firm):
        ours = firm.sides[0]
        browser = await Browser(firm).sign_in(ours.people["manager"])
        await browser.post(f"/team/{ours.team}/role", person=ours.people["trainee"], role="trainer")
        await browser.post(f"/team/{ours.team}/rename", name="  丙  队 ")
        await browser.post(f"/team/{ours.team}/compare", compares="yes")
        actor = await firm.house.office.actor(await firm.person(ours.people["trainee"]))
        team = await firm.house.office.team(actor, ours.team)
        assert (actor.roles[ours.team], team.name, team.compares) == ("trainer", "丙 队", True)
        await browser.post(f"/team/{ours.team}/compare")
        assert not (await firm.house.office.team(actor, ours.team)).compares
        assert (await browser.post(f"/team/{ours.team}/rename", name=" ")).status_code == 400
        assert (await browser.post(f"/team/{ours.team}/role", person=1, role="trainer")).status_code == 404
        assert (await browser.post(f"/team/{ours.team}/role", person=2, role="king")).status_code == 400


class TestOwning:
    async def test_a_token_is_shown_once_and_can_be_revoked(self, firm: Firm):
        browser = await Browser(firm).sign_in(firm.owner)
        answer = await browser.post("/house", label="报表", team=firm.sides[0].team)
        secret = answer.text.partition('class="secret">')[2].partition("<")[0]
        found = await firm.house.entrance.reader(secret)
        assert found is not None and (found.team, found.label) == (firm.sides[0].team, "报表")
        page = (await browser.get("/house")).text
        assert secret not in page and "报表" in page and "甲队" in page
        await browser.post("/house/untoken", token=found.digest[:16])
        assert await firm.house.entrance.reader(secret) is None

    async def test_one_owner_is_always_left(self, firm: Firm):
        browser = await Browser(firm).sign_in(firm.owner)
        assert (await browser.post("/house/owner", person=firm.owner, owner="no")).status_code == 400
        page = (await browser.get("/house?who=甲队man")).text
        other = firm.sides[0].people["manager"]
        assert f'name="person" value="{other}"' in page
        await browser.post("/house/owner", person=other, owner="yes")
        assert (await browser.post("/house/owner", person=firm.owner, owner="no")).status_code == 303
        assert (await browser.get("/house")).status_code == 404


class TestOneself:
    async def test_language_zone_and_reminder_are_ones_own(self, firm: Firm):
        ours = firm.sides[0]
        who = ours.people["trainee"]
        browser = await Browser(firm).sign_in(who)
        assert "2026-03-25 18:0" in (await browser.get(f"/call/{ours.call}")).text
        await browser.post("/me/zone", zone="Europe/London")
        assert "2026-03-25 10:0" in (await browser.get(f"/call/{ours.call}")).text
        assert (await browser.post("/me/zone", zone="Moon/Base")).status_code == 400
        await browser.post("/me/remind", clock="07:30")
        assert (await firm.store.run(reminding.clocks, who))["practice"] == "07:30"
        await browser.post("/me/remind", clock="")
        assert "practice" not in await firm.store.run(reminding.clocks, who)
        await browser.post("/language", language="en", back="/me")
        assert '<html lang="en">' in (await browser.get("/me")).text

    async def test_the_clock_is_that_of_the_firm_whatever_language_one_reads(self, firm: Firm):
        ours = firm.sides[0]
        browser = await Browser(firm).sign_in(ours.people["manager"])
        await browser.post("/language", language="en", back="/me")
        page = (await browser.get(f"/call/{ours.call}")).text
        assert '<html lang="en">' in page
        assert "2026-03-25 18:0" in page
        assert 'value="Asia/Shanghai"' in (await browser.get("/me")).text
        report = (await browser.get(f"/team/{ours.team}/report?as=html")).text
        assert "2026-03-25 18:0" in report

    async def test_ones_data_comes_along_and_goes_when_it_is_meant(self, firm: Firm):
        ours = firm.sides[0]
        who = ours.people["trainee"]
        browser = await Browser(firm).sign_in(who)
        assert "甲队的评语" in (await browser.get("/me/export")).text
        assert (await browser.post("/me/forget")).status_code == 400
        assert (await browser.get("/me")).status_code == 200
        answer = await browser.post("/me/forget", sure="yes")
        assert answer.headers["location"].startswith("/enter")
        assert (await browser.get("/me")).headers["location"] == "/enter"
        left = await firm.dump()
        assert who not in [row[0] for row in left["trainees"]]
        assert ours.call not in [row[0] for row in left["calls"]]
