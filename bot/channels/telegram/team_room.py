"""Teams in Telegram: invitations, how a team is doing, reports, the way to the pages."""

import asyncio
from datetime import datetime
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import CallbackQueryHandler, CommandHandler

from bot.channels.telegram import keyboards
from bot.channels.telegram.desk import Desk, Guest
from bot.channels.telegram.handlers import NEW, Context, Handlers, pressed
from bot.channels.telegram.keyboards import Rows
from bot.channels.telegram.messages import Message, plain
from bot.coach import CoachError
from bot.coach.insight import PERIODS, TeamPage, View
from bot.coach.office import joining, role_of
from bot.coach.reminders import DIGEST, MORNING, OFF
from bot.coach.reporting import listed, person_report, team_report
from bot.coach.rights import Action, Actor
from bot.coach.tables import Tables
from bot.reports.page import html
from bot.reports.pdf import NoPdf, pdf
from bot.reports.report import Report
from bot.reports.workbook import xlsx
from bot.store.people import Team


class TeamRoom:
    """What managers and trainers do in Telegram. The use cases check role and team."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.house = desk, desk.house

    def handlers(self) -> Handlers:
        """What is reacted to."""
        return [
            CommandHandler("team", self.team, NEW),
            CommandHandler("newteam", self.new_team, NEW),
            CommandHandler("invite", self.invite, NEW),
            CommandHandler("report", self.report, NEW),
            CommandHandler("web", self.web, NEW),
            CommandHandler("digest", self.set_digest, NEW),
            CallbackQueryHandler(self.report_button, r"^report:\d{1,9}:\d{1,3}$"),
            CallbackQueryHandler(self.revoke, r"^revoke:\d{1,9}:[0-9a-f]{16}$"),
        ]

    # --- looking -------------------------------------------------------------------------------------

    async def team(self, update: Update, _: Context) -> None:
        """/team: who practised, who passed, the weakest three criteria, what is overdue."""
        guest, actor, teams = await self._teams(update, "see")
        if not teams:
            await self.desk.tell(guest, "team-none")
        for team in teams:
            page = await self.house.insight.team(actor, team.id, View())
            await self.desk.show(guest, self._page(page, guest))

    async def set_digest(self, update: Update, context: Context) -> None:
        """/digest 9:00, /digest off: the week of one's teams every Monday."""
        guest, _actor, teams = await self._teams(update, "report")
        if not teams:
            await self.desk.tell(guest, "team-none")
            return
        wanted, reminders = "".join(context.args or ()).lower(), self.house.reminders
        if wanted in OFF:
            await reminders.stop_reminding(guest.trainee, DIGEST)
            await self.desk.tell(guest, "digest-off")
            return
        try:
            clock = await reminders.remind(guest.trainee, wanted or MORNING, DIGEST)
        except CoachError as error:
            await self.desk.tell(guest, error.key, **error.details)
            return
        await self.desk.tell(guest, "digest-on", clock=clock)

    async def digest(self, guest: Guest) -> None:
        """The week of each team one manages."""
        actor = await self.house.office.actor(guest.trainee)
        for team in await self.house.office.teams(actor, "report"):
            page = await self.house.insight.team(actor, team.id, View())
            await self.desk.show(guest, self._page(page, guest))

    async def report(self, update: Update, context: Context) -> None:
        """/report: a period and a team to choose; /report NAME: a person."""
        guest, actor, teams = await self._teams(update, "report")
        if not teams:
            await self.desk.tell(guest, "team-none")
            return
        wanted = " ".join(context.args or ()).strip()
        if wanted:
            await self._person_report(guest, actor, teams, wanted)
            return
        say = guest.words.say
        rows: Rows = [
            [
                keyboards.button(
                    f"{team.name} · {say('web-weeks-last', weeks=w) if w else say('web-all-weeks')}",
                    "report",
                    str(team.id),
                    str(w),
                )
            ]
            for team in teams
            for w in (4, 13, 0)
        ]
        await self.desk.show(guest, plain(say("report-choose"), InlineKeyboardMarkup(rows)))

    async def report_button(self, update: Update, _: Context) -> None:
        """A team's report as files."""
        query, guest = await pressed(self.desk, update)
        team, weeks = map(int, str(query.data).split(":")[1:])
        actor = await self.house.office.actor(guest.trainee)
        view = View(weeks if weeks in PERIODS else 4)
        try:
            page = await self.house.insight.team(actor, team, view)
        except CoachError as error:
            await self.desk.post.answer(query.id, guest.words.say(error.key, **error.details))
            return
        await self.desk.post.answer(query.id)
        await self._send(guest, team_report(page, guest.words, self._tables(guest), self._now(guest)))

    async def web(self, update: Update, _: Context) -> None:
        """/web: a sign-in link to the pages."""
        guest = await self.desk.guest(update)
        address = self.desk.settings.web.url
        if not address:
            await self.desk.tell(guest, "web-not-set")
            return
        link = f"{address.rstrip('/')}/enter?code={await self.house.entrance.link(guest.trainee)}"
        say = guest.words.say
        button = InlineKeyboardButton(say("web-open"), url=link)
        await self.desk.show(guest, plain(say("web-link-here"), InlineKeyboardMarkup([[button]])))

    # --- teams ---------------------------------------------------------------------------------------

    async def new_team(self, update: Update, context: Context) -> None:
        """/newteam NAME: a new team."""
        guest = await self.desk.guest(update)
        actor = await self.house.office.actor(guest.trainee)
        try:
            team = await self.house.office.make_team(actor, " ".join(context.args or ()))
        except CoachError as error:
            await self.desk.tell(guest, error.key, **error.details)
            return
        await self.desk.tell(guest, "team-made", team=team.name)

    async def invite(self, update: Update, context: Context) -> None:
        """/invite [role]: a link into each team one manages, and those that hold."""
        guest, actor, teams = await self._teams(update, "invite")
        say = guest.words.say
        if not teams:
            await self.desk.tell(guest, "team-none")
            return
        try:
            role = role_of((context.args or ["trainee"])[0].lower())
        except CoachError as error:
            await self.desk.tell(guest, error.key, **error.details)
            return
        zone = self.desk.coach.zone_of(guest.trainee)
        for team in teams:
            code = await self.house.office.invite(actor, team.id, role)
            held = await self.house.office.invitations(actor, team.id)
            rows: Rows = [
                [
                    keyboards.button(
                        say(
                            "invite-revoke",
                            role=say(f"role-{p.role}"),
                            made=f"{p.made.astimezone(zone):%m-%d}",
                            uses=p.uses,
                        ),
                        "revoke", str(team.id), p.digest[:16],
                    )
                ]
                for p in held[:5]
            ]  # fmt: skip
            link = joining(self.desk.username, code)
            text = say("invite-link", team=team.name, role=say(f"role-{role}"), link=link)
            await self.desk.show(guest, plain(text, InlineKeyboardMarkup(rows)))

    async def revoke(self, update: Update, _: Context) -> None:
        """The button that takes an invitation back."""
        query, guest = await pressed(self.desk, update)
        team, digest = str(query.data).split(":")[1:]
        actor = await self.house.office.actor(guest.trainee)
        try:
            await self.house.office.revoke(actor, int(team), digest)
        except CoachError as error:
            await self.desk.post.answer(query.id, guest.words.say(error.key, **error.details))
            return
        await self.desk.post.answer(query.id, guest.words.say("invite-revoked"))

    # --- inside ------------------------------------------------------------------------------------

    async def _teams(self, update: Update, action: Action) -> tuple[Guest, Actor, tuple[Team, ...]]:
        guest = await self.desk.guest(update)
        actor = await self.house.office.actor(guest.trainee)
        return guest, actor, await self.house.office.teams(actor, action)

    def _page(self, page: TeamPage, guest: Guest) -> Message:
        """A team in a message."""
        say = guest.words.say
        nobody = [row.member.name or say("web-nameless") for row in page.people if not row.calls]
        late = [row for row in page.people if row.overdue]
        lines = [f"<b>{escape(page.team.name)}</b> · {escape(say('web-weeks-last', weeks=page.view.weeks))}"]
        lines.append(
            escape(
                say(
                    "report-team",
                    active=len(page.people) - len(nobody),
                    people=len(page.people),
                    calls=sum(row.calls for row in page.people),
                    overdue=sum(row.overdue for row in page.people),
                )
            )
        )
        lines.append(escape(say("team-passed", passed=sum(row.passed for row in page.people))))
        if page.weakest:
            lines.append(escape(say("report-weakest", criteria=listed(page.weakest, guest.words))))
        if nobody:
            lines.append(
                escape(say("team-nobody", names=say("card-and").join(nobody[:12]), more=len(nobody)))
            )
        if late:
            names = say("card-and").join(f"{r.member.name} {r.overdue}" for r in late[:12])
            lines.append(escape(say("team-late", names=names)))
        return Message("\n".join(lines), None, html=True)

    async def _person_report(self, guest: Guest, actor: Actor, teams: tuple[Team, ...], wanted: str) -> None:
        """The report of everybody of that name; where there is nobody, that is told."""
        found = {
            member.trainee: member
            for team in teams
            for member in await self.house.office.members(actor, team.id)
            if wanted.casefold() in member.name.casefold()
        }
        if not found:
            await self.desk.tell(guest, "report-nobody", name=wanted[:60])
        for who in list(found)[:3]:
            person = await self.house.office.person(actor, who)
            page = await self.house.insight.person(actor, person, View(13))
            await self._send(guest, person_report(page, guest.words, self._tables(guest), self._now(guest)))

    async def _send(self, guest: Guest, report: Report) -> None:
        """A report as a page, a workbook and a PDF."""
        templates = (
            self.desk.settings.path(self.desk.settings.templates) if self.desk.settings.templates else None
        )
        await self.desk.post.typing(guest.chat)
        page = await asyncio.to_thread(html, report, templates)
        await self.desk.post.send_file(guest.chat, f"{report.title}.html", page.encode())
        await self.desk.post.send_file(
            guest.chat, f"{report.title}.xlsx", await asyncio.to_thread(xlsx, report)
        )
        try:
            body = await asyncio.to_thread(pdf, report, templates)
            await self.desk.post.send_file(guest.chat, f"{report.title}.pdf", body)
        except NoPdf:
            await self.desk.tell(guest, "report-no-pdf")

    def _tables(self, guest: Guest) -> Tables:
        title = self.house.insight.title
        named, zone = guest.words.language, self.desk.coach.zone_of(guest.trainee)
        return Tables(guest.words, lambda id: title(id, named), self._now(guest), zone)

    def _now(self, guest: Guest) -> datetime:
        """This moment, as the guest's clock shows it."""
        return self.desk.coach.now().astimezone(self.desk.coach.zone_of(guest.trainee))
