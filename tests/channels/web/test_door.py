"""Coming in, staying, going out."""

from datetime import timedelta

import pytest
from httpx import ASGITransport, AsyncClient

from bot.channels.web import build
from tests.channels.web.browser import Browser
from tests.channels.web.firm import NOW, Firm
from tests.channels.web.telegram import signed


def data(token="123456:TEST", age=0, id=2):
    return signed(token, NOW - timedelta(seconds=age), id)


class TestLink:
    async def test_it_lets_in_once(self, firm: Firm):
        link = await firm.house.entrance.link(await firm.person(firm.owner))
        first, second = Browser(firm), Browser(firm)
        assert (await first.get(f"/enter?code={link}")).headers["location"] == "/"
        assert (await first.get("/")).status_code == 200
        again = await second.get(f"/enter?code={link}")
        assert again.status_code == 403 and "过期" in again.text
        assert (await second.get("/")).headers["location"] == "/enter"

    async def test_it_is_over_after_ten_minutes(self, firm: Firm):
        link = await firm.house.entrance.link(await firm.person(firm.owner))
        browser = Browser(firm)
        await browser.later(minutes=10, seconds=1)
        assert (await browser.get(f"/enter?code={link}")).status_code == 403

    async def test_the_session_is_over_after_twelve_hours(self, firm: Firm):
        browser = await Browser(firm).sign_in(firm.owner)
        await browser.later(hours=11)
        assert (await browser.get("/")).status_code == 200
        await browser.later(hours=2)
        assert (await browser.get("/")).headers["location"] == "/enter"

    async def test_whoever_invents_a_session_stays_outside(self, firm: Firm):
        browser = Browser(firm)
        browser.client.cookies.set("peilian", "x" * 16)
        assert (await browser.get("/")).headers["location"] == "/enter"


class TestCookie:
    async def cookie(self, firm: Firm, base: str) -> str:
        link = await firm.house.entrance.link(await firm.person(firm.owner))
        answer = await Browser(firm, base=base).get(f"/enter?code={link}")
        return answer.headers["set-cookie"].lower()

    async def test_no_script_and_no_other_site_gets_it(self, firm: Firm):
        cookie = await self.cookie(firm, "https://peilian.test")
        assert "httponly" in cookie and "samesite=lax" in cookie and "secure" in cookie

    async def test_it_works_on_this_computer_without_tls(self, firm: Firm):
        assert "secure" not in await self.cookie(firm, "http://127.0.0.1:8080")

    async def test_behind_a_web_server_with_tls_it_is_for_tls(self, firm: Firm):
        app = build(firm.house, "zh", tls=True)
        link = await firm.house.entrance.link(await firm.person(firm.owner))
        async with AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1") as client:
            answer = await client.get(f"/enter?code={link}")
        assert "secure" in answer.headers["set-cookie"].lower()

    async def test_what_is_kept_opens_nothing(self, firm: Firm):
        browser = await Browser(firm).sign_in(firm.owner)
        assert browser.session not in str(await firm.dump())


class TestMiniApp:
    async def test_telegrams_people_come_in(self, firm: Firm):
        browser = Browser(firm)
        answer = await browser.post("/enter/telegram", data=data(id=1))
        assert answer.headers["location"] == "/"
        assert "欧文" in (await browser.get("/")).text

    @pytest.mark.parametrize(
        "data",
        [
            data(token="123456:ANOTHER"),
            data(age=601),
            data(age=-120),
            data().replace("first_name", "last_name"),
            data().replace("hash=", "hash=0"),
            data().partition("&hash=")[0],
            "",
            "hash=",
        ],
        ids=["other bot", "old", "to come", "changed", "wrong hash", "no hash", "nothing", "empty hash"],
    )
    async def test_nobody_else_does(self, firm: Firm, data: str):
        browser = Browser(firm)
        answer = await browser.post("/enter/telegram", data=data)
        assert answer.status_code == 403
        assert not browser.session

    async def test_the_page_hands_it_over_only_where_there_is_a_bot(self, firm: Firm):
        assert 'id="mini-app"' in (await Browser(firm).get("/enter")).text


class TestForms:
    @pytest.mark.parametrize("token", ["", "0" * 32, "é"])
    async def test_those_of_other_sites_are_refused(self, firm: Firm, token: str):
        browser = await Browser(firm).sign_in(firm.owner)
        before = await firm.dump()
        answer = await browser.post("/house/team", proof=token, name="丙队")
        assert answer.status_code == 403 and "刷新" in answer.text
        assert await firm.dump() == before

    async def test_a_token_is_good_for_its_own_session_only(self, firm: Firm):
        mine, other = await Browser(firm).sign_in(firm.owner), await Browser(firm).sign_in(firm.owner)
        page = (await other.get("/me")).text
        token = page.partition('name="csrf" value="')[2].partition('"')[0]
        assert len(token) == 32
        assert (await mine.post("/house/team", proof=token, name="丙队")).status_code == 403
        assert (await other.post("/house/team", proof=token, name="丙队")).status_code == 303

    async def test_one_that_is_too_big_or_hides_its_size_isnt_read(self, firm: Firm):
        async def endless():
            for _ in range(10_000):
                yield b"x" * 1000

        for path in ("/enter/telegram", "/house/team"):
            browser = await Browser(firm).sign_in(firm.owner)
            assert (await browser.post(path, name="x" * 300_000)).status_code == 413
            answer = await browser.client.post(path, content=endless())
            assert answer.status_code == 413

    async def test_signing_out_ends_the_session_everywhere(self, firm: Firm):
        browser = await Browser(firm).sign_in(firm.owner)
        session = browser.session
        assert (await browser.post("/leave")).headers["location"] == "/enter"
        thief = Browser(firm)
        thief.client.cookies.set("peilian", session)
        assert (await thief.get("/")).headers["location"] == "/enter"

    async def test_the_way_back_stays_in_the_house(self, firm: Firm):
        browser = await Browser(firm).sign_in(firm.owner)
        for back in ("//evil.example/", "https://evil.example/", "javascript:alert(1)"):
            answer = await browser.post("/language", language="en", back=back)
            assert answer.headers["location"] == "/"
        assert (await browser.post("/language", language="zh", back="/me")).headers["location"] == "/me"


class TestHeaders:
    async def test_pages_keep_to_themselves(self, firm: Firm):
        for path in ("/enter", "/", "/nowhere", "/static/app.js"):
            headers = (await Browser(firm).get(path)).headers
            assert "default-src 'self'" in headers["content-security-policy"]
            assert "unsafe" not in headers["content-security-policy"].replace("style-src 'self' 'unsafe", "")
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"] == "same-origin"
        assert (await Browser(firm).get("/")).headers["cache-control"] == "no-store"
