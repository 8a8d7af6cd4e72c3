using BookingFlow.Tests.Journeys;
using BookingFlow.Web.Components;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff;

/// <summary>Staff accounts as administered by an Administrator, and forgotten passwords.</summary>
public sealed class PeoplePagesTests(PeoplePagesTests.AppWithStaff fixture) : IClassFixture<PeoplePagesTests.AppWithStaff>
{
    [Fact]
    public async Task An_invited_staff_member_gets_a_mail_sets_a_password_and_signs_in()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var admin = await app.StaffAsync(StaffRoles.Administrator);
        var invited = await admin.SubmitAsync(
            await admin.OpenAsync("/staff/people/invite"), "main form", (
                "Email", "dora@staff.example"), ("DisplayName", "Dora"), ("Role", StaffRoles.Door));
        Assert.Equal((303, "/staff/people?done=sent"), (invited.Status, invited.Location));

        var mail = (await app.MailAsync())[0];
        Assert.Equal("dora@staff.example", mail.To.Mailboxes.Single().Address);
        var link = new Uri(
            mail.TextBody!.Split((char[]?)null).First(word => word.Contains("/staff/set-password/", StringComparison.Ordinal))).AbsolutePath;
        using var dora = app.Visitor();
        Assert.Equal(400, (await dora.SignInAsync("dora@staff.example", "")).Status);
        var form = await dora.OpenAsync(link);
        Assert.Contains("Dora", form.Text, StringComparison.Ordinal);
        Assert.Equal(400, (await dora.SubmitAsync(form, "main form", ("NewPassword", "short"))).Status);
        var saved = await dora.SubmitAsync(form, "main form", ("NewPassword", "a long password"));
        Assert.Equal((303, "/staff/login?done=saved"), (saved.Status, saved.Location));
        Assert.Contains(app.Words()["Login.PasswordIsSet"], (await dora.OpenAsync(saved.Location!)).Text, StringComparison.Ordinal);
        Assert.Equal(303, (await dora.SignInAsync("dora@staff.example", "a long password")).Status);
        Assert.Equal((200, 403), ((await dora.OpenAsync("/staff")).Status, (await dora.OpenAsync("/staff/people")).Status));
        Assert.Equal(410, (await dora.OpenAsync(link)).Status);
    }

    [Fact]
    public async Task An_invalid_invitation_shows_errors_beside_its_fields_and_keeps_the_input()
    {
        var (app, admin) = (fixture.App, fixture.Admin);
        var refused = await admin.SubmitAsync(await admin.OpenAsync("/staff/people/invite"), "main form", ("Email", "dora"), ("DisplayName", "Dora"));
        Assert.Equal(400, refused.Status);
        Assert.Equal("Dora", refused.Find("#DisplayName").GetAttribute("value"));
        Assert.Equal(app.Words()["Field.NotAnEmail"], refused.Find("#Email-message").TextContent);
        Assert.Equal(app.Words()["Field.Role.Missing"], refused.Find("#Role-message").TextContent);
        Assert.Equal(2, refused.Document.QuerySelectorAll(".error-summary a").Length);
    }

    [Theory]
    [InlineData("", 3)]
    [InlineData("costa", 1)]
    [InlineData("STAFF.example dora", 1)]
    [InlineData("o t", 3)]
    [InlineData("OZTÜRK oscar", 1)]
    [InlineData("nobody", 0)]
    [InlineData("%", 3)]
    public async Task Staff_are_found_by_words_of_their_name_or_address(string search, int found)
    {
        var list = await fixture.Admin.OpenAsync($"/staff/people?q={Uri.EscapeDataString(search)}");
        Assert.Equal(found, list.Document.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(search, list.Find("#q").GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task The_list_is_paged_and_any_page_number_returns_a_page()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var admin = await app.StaffAsync(StaffRoles.Administrator);
        await app.Database.AddAsync(
            [.. Enumerable.Range(0, 60).Select(i => new StaffUser { UserName = $"u{i}", Email = $"u{i}@staff.example", DisplayName = "Same name" })]);
        var names = new List<string>();
        foreach (var page in new[] { "1", "2" })
        {
            var list = await admin.OpenAsync($"/staff/people?page={page}");
            names.AddRange(list.Document.QuerySelectorAll("tbody tr td:nth-child(2)").Select(cell => cell.TextContent));
        }

        Assert.Equal((61, 61), (names.Count, names.Distinct().Count()));
        Assert.All(
            new[] { "0", "-1", "99999", "x" },
            page => Assert.Equal(200, admin.OpenAsync($"/staff/people?page={page}").GetAwaiter().GetResult().Status));
    }

    [Fact]
    public async Task Disabling_an_account_ends_its_sessions_and_links_permanently()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var admin = await app.StaffAsync(StaffRoles.Administrator);
        var person = await app.AddStaffAsync(StaffRoles.BoxOffice, "Bea");
        using var bea = app.Visitor();
        await bea.SignInAsync(person.Email!, BookingFlowApp.StaffPassword);
        var (oldLink, oldCookies) = (await app.AddPasswordLinkAsync(person.Id), bea.Cookies.GetAllCookies().ToList());
        Assert.Equal(200, (await bea.OpenAsync("/staff")).Status);

        var confirmation = await admin.OpenAsync($"/staff/people/{person.Id}/disable");
        Assert.Contains("Bea", confirmation.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await bea.OpenAsync("/staff")).Status);
        Assert.Equal($"/staff/people/{person.Id}?done=disabled", (await admin.SubmitAsync(confirmation, "main form")).Location);

        Assert.Equal(302, (await bea.OpenAsync("/staff")).Status);
        using var oldSession = app.Visitor();
        oldCookies.ForEach(oldSession.Cookies.Add);
        Assert.Equal(302, (await oldSession.OpenAsync("/staff")).Status);
        Assert.Equal(410, (await oldSession.OpenAsync(oldLink)).Status);
        Assert.Equal(400, (await oldSession.SignInAsync(person.Email!, BookingFlowApp.StaffPassword)).Status);

        var page = await admin.OpenAsync($"/staff/people/{person.Id}");
        Assert.Null(page.Document.QuerySelector("form.form--link"));
        Assert.Equal(303, (await admin.SubmitAsync(page, "form.form--enable")).Status);
        // Enabling the account does not revive its former sessions.
        Assert.Equal(302, (await oldSession.OpenAsync("/staff")).Status);
        Assert.Equal(303, (await oldSession.SignInAsync(person.Email!, BookingFlowApp.StaffPassword)).Status);
    }

    [Fact]
    public async Task A_role_change_applies_from_the_next_request()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var admin = await app.StaffAsync(StaffRoles.Administrator);
        var person = await app.AddStaffAsync(StaffRoles.Administrator);
        using var browser = app.Visitor();
        await browser.SignInAsync(person.Email!, BookingFlowApp.StaffPassword);
        Assert.Equal(200, (await browser.OpenAsync("/staff/people")).Status);

        var saved = await admin.SubmitAsync(await admin.OpenAsync($"/staff/people/{person.Id}"), "form.form--edit", ("Role", StaffRoles.Door));
        Assert.Equal(303, saved.Status);

        Assert.Equal(302, (await browser.OpenAsync("/staff/people")).Status);
        await browser.SignInAsync(person.Email!, BookingFlowApp.StaffPassword);
        Assert.Equal(403, (await browser.OpenAsync("/staff/people")).Status);
    }

    [Fact]
    public async Task The_last_administrator_can_neither_disable_the_own_account_nor_give_up_the_role()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var admin = await app.StaffAsync(StaffRoles.Administrator);
        var id = await app.Database.ReadAsync(db => db.Users.Select(u => u.Id).SingleAsync());
        var self = await admin.SubmitAsync(await admin.OpenAsync($"/staff/people/{id}/disable"), "main form");
        Assert.Equal(409, self.Status);
        Assert.Contains(app.Words()["Failure.NotPossible.OwnAccount.Happened"], self.Text, StringComparison.Ordinal);
        var role = await admin.SubmitAsync(await admin.OpenAsync($"/staff/people/{id}"), "form.form--edit", ("Role", StaffRoles.Door));
        Assert.Equal(409, role.Status);
        Assert.Contains(app.Words()["Failure.NotPossible.LastAdministrator.Happened"], role.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_can_disable_two_factor_of_a_staff_member()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var admin = await app.StaffAsync(StaffRoles.Administrator);
        var person = await app.AddStaffAsync(StaffRoles.Door);
        await app.EnableTwoFactorAsync(person);
        var confirmation = await admin.OpenAsync((await admin.OpenAsync($"/staff/people/{person.Id}")).Link("/two-factor"));
        Assert.Equal(303, (await admin.SubmitAsync(confirmation, "main form")).Status);
        using var browser = app.Visitor();
        Assert.Equal("/staff", (await browser.SignInAsync(person.Email!, BookingFlowApp.StaffPassword)).Location);
    }

    [Fact]
    public async Task The_forgotten_password_form_answers_known_and_unknown_addresses_alike()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var person = await app.AddStaffAsync(StaffRoles.Door);
        using var browser = app.Visitor();
        var responses = new List<BrowserResponse>();
        foreach (var email in new[] { "nobody@staff.example", person.Email! })
        {
            var form = await browser.OpenAsync((await browser.OpenAsync("/staff/login")).Link("/staff/forgot-password"));
            var sent = await browser.SubmitAsync(form, "main form", ("Email", email));
            Assert.Equal(303, sent.Status);
            responses.Add(await browser.OpenAsync(sent.Location!));
        }

        Assert.Equal(responses[0].Text, responses[1].Text);
        var mail = Assert.Single(await app.MailAsync());
        Assert.Equal(person.Email, mail.To.Mailboxes.Single().Address);
        Assert.Equal(400, (await browser.SubmitAsync(await browser.OpenAsync("/staff/forgot-password"), "main form", ("Email", "dora"))).Status);
    }

    [Fact]
    public async Task Forgotten_password_mails_are_rate_limited_per_address()
    {
        await using var app = await BookingFlowApp.StartAsync(
            settings: [("RateLimits:Enabled", "true"), ("RateLimits:PerEmail", "2"), ("RateLimits:PerEmailWindow", "01:00:00")]);
        using var browser = app.Visitor();
        var statuses = new List<int>();
        foreach (var email in new[] { "a@staff.example", "A@staff.example", " a@staff.example", "b@staff.example" })
        {
            statuses.Add((await browser.SubmitAsync(await browser.OpenAsync("/staff/forgot-password"), "main form", ("Email", email))).Status);
        }

        Assert.Equal([303, 303, 429, 303], statuses);
    }

    [Fact]
    public async Task An_unknown_staff_id_returns_404()
    {
        var (app, admin) = (fixture.App, fixture.Admin);
        foreach (var path in new[] { "/staff/people/4711", "/staff/people/4711/disable", "/staff/people/4711/two-factor" })
        {
            var response = await admin.OpenAsync(path);
            Assert.Equal(404, response.Status);
            Assert.Contains(app.Words()["Failure.NotFound.Title"], response.Text, StringComparison.Ordinal);
        }
    }

    /// <summary>An app with three staff accounts: an Administrator, a door steward and one without a role.</summary>
    public sealed class AppWithStaff : SharedApp
    {
        public NoScriptBrowser Admin { get; private set; } = null!;

        public override ValueTask DisposeAsync()
        {
            Admin?.Dispose();
            return base.DisposeAsync();
        }

        protected override async Task SeedAsync()
        {
            Admin = await App.StaffAsync(StaffRoles.Administrator, "Óscar Öztürk");
            await App.AddStaffAsync(StaffRoles.Door, "Dora Costa");
            await App.AddStaffAsync(null, "Otto");
        }
    }
}
