using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.Shows;

public sealed class QuestionsOnSqliteTests() : QuestionsTests(DatabaseDialect.Sqlite);

public sealed class QuestionsOnSqlServerTests() : QuestionsTests(DatabaseDialect.SqlServer);

public abstract class QuestionsTests(DatabaseDialect dialect) : IAsyncLifetime
{
    private const string Hostile = "=HYPERLINK(\"https://evil.example\")<script>alert(1)</script>";

    private BookingFlowApp _app = null!;
    private NoScriptBrowser _admin = null!;
    private NoScriptBrowser _visitor = null!;
    private Performance _performance = null!;

    private string QuestionsPath => $"/staff/shows/{_performance.ShowId}/questions";

    private string FormPath => $"/performances/{_performance.Id}/reserve";

    public async ValueTask InitializeAsync()
    {
        _app = await BookingFlowApp.StartAsync(dialect);
        _admin = await _app.StaffAsync(StaffRoles.Administrator, "Ada");
        _visitor = _app.Visitor();
        _performance = await _app.AddAsync(_app.APerformanceTonight());
    }

    public async ValueTask DisposeAsync()
    {
        // Null when the test was skipped: initialization then never ran to the end.
        if (_app is not null)
        {
            _admin.Dispose();
            _visitor.Dispose();
            await _app.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Answers_are_shown_at_the_desk_on_the_door_list_and_in_the_files()
    {
        await AskAsync();
        var form = await _visitor.OpenAsync(FormPath);
        Assert.Equal(
            ["What do you sing?", "Which menu?"],
            form.Document.QuerySelectorAll("label[for='Answer1'], label[for='Answer2']").Select(label => label.FirstChild!.TextContent.Trim()));
        var wrong = await _visitor.SubmitAsync(
            form, "main form", ("Name", "Ada Lovelace"), ("Email", "ada@visitors.example"), ("PartySize", "2"), ("Answer1", Hostile),
            ("Answer2", "Snails"), ("Answer3", "true"));
        Assert.Equal(400, wrong.Status);
        Assert.Equal("true", wrong.Find("#Answer2").GetAttribute("aria-invalid"));
        Assert.Equal(Hostile, wrong.Find("#Answer1").GetAttribute("value"));
        Assert.True(wrong.Find("#Answer3").HasAttribute("checked"));
        var tooLong = await _visitor.SubmitAsync(wrong, "main form", ("Answer1", new string('x', Limits.Answer + 1)), ("Answer2", "Meat"));
        Assert.Equal((400, "true"), (tooLong.Status, tooLong.Find("#Answer1").GetAttribute("aria-invalid")));
        var sent = await _visitor.SubmitAsync(tooLong, "main form", ("Answer1", Hostile), ("Answer2", "Meat"), ("Answer3", "true"));
        Assert.Equal(303, sent.Status);
        var ticket = (await _visitor.ConfirmAsync(await _app.GetConfirmationLinkAsync())).Location!;
        var id = await _app.Database.ReadAsync(db => db.Reservations.Select(r => r.Id).SingleAsync());
        Assert.Equal(
            [Hostile, "Meat", "✓"],
            await _app.Database.ReadAsync(db => db.Answers.OrderBy(a => a.Question.Position).Select(a => a.Text).ToListAsync()));

        var desk = await _admin.OpenAsync($"/staff/reservations/{id}");
        var list = await _admin.OpenAsync($"/staff/check-in/list?performance={_performance.Id}");
        foreach (var page in new[] { desk, list })
        {
            Assert.All(
                (string[])["What do you sing?", Hostile, "Which menu?", "Meat", "By bus?", "✓"],
                text => Assert.Contains(text, page.Text, StringComparison.Ordinal));
            Assert.DoesNotContain(page.Document.QuerySelectorAll("script"), script => script.TextContent.Contains("alert(1)", StringComparison.Ordinal));
        }

        var found = await _admin.OpenAsync($"/staff/reservations?performance={_performance.Id}");
        var csv = await _admin.SubmitAsync(found, ".found form");
        Assert.Contains("What do you sing? =HYPERLINK", csv.Body, StringComparison.Ordinal);
        Assert.Contains(",Answers", csv.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(",Note for staff", csv.Body, StringComparison.Ordinal);
        foreach (var path in new[] { ticket, await _app.PartyLinkAsync(2) })
        {
            Assert.DoesNotContain("HYPERLINK", (await _visitor.OpenAsync(path)).Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_show_without_questions_has_no_fields_and_its_file_no_columns_for_them()
    {
        await _app.ReserveAndConfirmAsync(_visitor, _performance.Id);

        Assert.Empty((await _visitor.OpenAsync(FormPath)).Document.QuerySelectorAll("[name^='Answer']"));
        var csv = await _admin.SubmitAsync(await _admin.OpenAsync($"/staff/reservations?performance={_performance.Id}"), ".found form");
        Assert.DoesNotContain("Answers", csv.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answered_question_keeps_its_kind_and_its_answers_when_it_is_no_longer_asked()
    {
        await AskAsync();
        var form = await _visitor.OpenAsync(FormPath);
        await _visitor.SubmitAsync(form, "main form", ("Name", "Ada"), ("Email", "ada@visitors.example"), ("PartySize", "2"), ("Answer1", "alto"),
            ("Answer3", ""));
        Assert.Equal(1, await _app.Database.ReadAsync(db => db.Answers.CountAsync()));

        var refused = await SaveAsync(("QuestionKind1", "Tick"));
        Assert.Equal((400, "true"), (refused.Status, refused.Find("#QuestionKind1").GetAttribute("aria-invalid")));
        Assert.Equal(303, (await SaveAsync(("Question1", "Which voice?"), ("QuestionKind2", "Text"))).Status);
        Assert.Equal(303, (await SaveAsync(("Question1", ""))).Status);
        Assert.Equal(303, (await SaveAsync(("Question1", "How tall are you?"))).Status);

        Assert.Equal(
            [("Which voice?", "alto", true)],
            (await _app.Database.ReadAsync(
                db => db.Answers.Select(a => new { Question = a.Question.Text, a.Text, a.Question.RetiredAt }).ToListAsync()))
                .Select(a => (a.Question, a.Text, a.RetiredAt is not null)));
        var page = await _visitor.OpenAsync(FormPath);
        Assert.StartsWith("How tall are you?", page.Find("label[for='Answer1']").TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal(
            [AuditAction.QuestionsChanged, AuditAction.QuestionsChanged, AuditAction.QuestionsChanged, AuditAction.QuestionsChanged],
            await _app.Database.ReadAsync(db => db.AuditLog.OrderBy(e => e.Id).Select(e => e.Action).ToListAsync()));
        Assert.DoesNotContain(
            await _app.Database.ReadAsync(db => db.AuditLog.Select(e => e.Detail!).ToListAsync()),
            detail => detail.Contains("alto", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Choices_are_needed_limited_and_kept_as_typed()
    {
        var refused = await SaveAsync(
            ("Question1", "Which?"), ("QuestionKind1", "Choice"), ("Choices1", ""), ("Question2", new string('q', Limits.Question + 1)));
        Assert.Equal(400, refused.Status);
        Assert.Equal(("true", "true"), (refused.Find("#Choices1").GetAttribute("aria-invalid"), refused.Find("#Question2").GetAttribute("aria-invalid")));
        Assert.Equal("Which?", refused.Find("#Question1").GetAttribute("value"));

        var many = await SaveAsync(("Question1", "Which?"), ("QuestionKind1", "Choice"), ("Choices1", string.Join('\n', Enumerable.Range(0, 13))));
        Assert.Equal(400, many.Status);
        Assert.Equal(400, (await SaveAsync(("Question1", "Which?"), ("QuestionKind1", "Number"))).Status);
        Assert.Equal(0, await _app.Database.ReadAsync(db => db.ShowQuestions.CountAsync()));
    }

    [Fact]
    public async Task A_shows_note_is_on_the_ticket_and_in_the_mails()
    {
        const string Note = "Bring warm clothes.\nIt is played in the courtyard <b>.";
        var edit = await _admin.OpenAsync($"/staff/shows/{_performance.ShowId}");
        Assert.Equal(400, (await _admin.SubmitAsync(edit, "main .form", ("Note", string.Join('\n', "123456".ToCharArray())))).Status);
        Assert.Equal(303, (await _admin.SubmitAsync(edit, "main .form", ("Note", Note))).Status);

        var ticket = await _visitor.OpenAsync(await _app.ReserveAndConfirmAsync(_visitor, _performance.Id));

        Assert.Equal(Note, ticket.Find(".ticket-note").TextContent);
        foreach (var mail in await _app.MailAsync(2))
        {
            Assert.Contains(Note, mail.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
            Assert.Contains("courtyard &lt;b&gt;.", mail.HtmlBody, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_staff_note_is_shown_at_every_scan_and_to_staff_alone()
    {
        const string Note = "Seats kept in row 1 <b>";
        await AskAsync();
        var ticket = await _app.ReserveAndConfirmAsync(_visitor, _performance.Id);
        var party = await _app.PartyLinkAsync(2);
        var id = await _app.Database.ReadAsync(db => db.Reservations.Select(r => r.Id).SingleAsync());
        using var desk = await _app.StaffAsync(StaffRoles.BoxOffice, "Olga");
        var form = await desk.OpenAsync($"/staff/reservations/{id}/notes");
        var wrong = await desk.SubmitAsync(form, "main form", ("StaffNote", new string('x', Limits.StaffNote + 1)), ("Answer2", "Snails"));
        Assert.Equal(
            (400, "true", "true"),
            (wrong.Status, wrong.Find("#StaffNote").GetAttribute("aria-invalid"), wrong.Find("#Answer2").GetAttribute("aria-invalid")));
        Assert.Equal(303, (await desk.SubmitAsync(form, "main form", ("StaffNote", Note), ("Answer1", "alto"), ("Answer3", ""))).Status);
        Assert.Contains("What do you sing?alto", (await desk.OpenAsync($"/staff/reservations/{id}")).Text, StringComparison.Ordinal);
        Assert.Equal("alto", (await desk.OpenAsync($"/staff/reservations/{id}/notes")).Find("#Answer1").GetAttribute("value"));
        Assert.Equal(303, (await desk.SubmitAsync(form, "main form", ("StaffNote", Note), ("Answer1", ""), ("Answer3", ""))).Status);
        Assert.Equal(0, await _app.Database.ReadAsync(db => db.Answers.CountAsync()));

        using var steward = await _app.StaffAsync(name: "Dora");
        var path = VisitorSteps.CheckInPath(ticket);
        await AssertNoteAsync(steward, path);
        await AssertNoteAsync(steward, $"/staff/check-in/parties/{id}");
        var station = await steward.OpenAsync("/staff/check-in");
        Assert.Equal(Note, (await steward.SubmitAsync(station, "form.scan", ("Code", _app.Address + path))).Find(".outcome .staff-note").TextContent);
        var second = await steward.OpenAsync(path);
        Assert.Equal((409, Note), (second.Status, second.Find(".outcome .staff-note").TextContent));
        var list = await desk.OpenAsync($"/staff/check-in/list?performance={_performance.Id}");
        Assert.Equal(Note, list.Find("strong.list-note").TextContent);
        foreach (var visible in new[] { ticket, party, path })
        {
            Assert.DoesNotContain("row 1", (await _visitor.OpenAsync(visible)).Body, StringComparison.Ordinal);
        }

        Assert.All(await _app.MailAsync(2), mail => Assert.DoesNotContain("row 1", mail.TextBody! + mail.HtmlBody, StringComparison.Ordinal));
        Assert.DoesNotContain(
            await _app.Database.ReadAsync(db => db.AuditLog.Select(e => e.Detail ?? "").ToListAsync()),
            detail => detail.Contains("row 1", StringComparison.Ordinal));

        async Task AssertNoteAsync(NoScriptBrowser browser, string page) =>
            Assert.Equal(Note, (await browser.OpenAsync(page)).Find(".staff-note").TextContent);
    }

    private async Task AskAsync() => Assert.Equal(303, (await SaveAsync(
        ("Question1", "What do you sing?"), ("Question2", "Which menu?"), ("QuestionKind2", "Choice"), ("Choices2", "Meat\nGreens\n\nMeat"),
        ("Question3", "By bus?"), ("QuestionKind3", "Tick"))).Status);

    private async Task<BrowserResponse> SaveAsync(params (string Name, string Value)[] input) =>
        await _admin.SubmitAsync(await _admin.OpenAsync(QuestionsPath), "main form", input);
}
