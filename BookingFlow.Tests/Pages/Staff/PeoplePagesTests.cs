using BookingFlow.Tests.Journeys;
using BookingFlow.Web.Components;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff;

/// <summary>What Administrators do with the accounts of others.</summary>
public sealed class PeoplePagesTests(PeoplePagesTests.Colleagues colleagues) : IClassFixture<PeoplePagesTests.Colleagues>
{
    [Fact]
    public async Task Somebody_is_invited_gets_a_mail_sets_a_password_and_signs_in()
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
        var set = await dora.SubmitAsync(form, "main form", ("NewPassword", "a long password"));
        Assert.Equal((303, "/staff/login?done=saved"), (set.Status, set.Location));
        Assert.Contains(app.Words()["Login.PasswordIsSet"], (await dora.OpenAsync(set.Location!)).Text, StringComparison.Ordinal);
        Assert.Equal(303, (await dora.SignInAsync("dora@staff.example", "a long password")).Status);
        Assert.Equal((200, 403), ((await dora.OpenAsync("/staff")).Status, (await dora.OpenAsync("/staff/people")).Status));
        Assert.Equal(410, (await dora.OpenAsync(link)).Status);
    }

    [Fact]
    public async Task What_is_wrong_in_an_invitation_is_told_beside_its_field_and_what_was_typed_stays()
    {
        var (app, admin) = (colleagues.App, colleagues.Admin);
        var wrong = await admin.SubmitAsync(await admin.OpenAsync("/staff/people/invite"), "main form", ("Email", "dora"), ("DisplayName", "Dora"));
        Assert.Equal(400, wrong.Status);
        Assert.Equal("Dora", wrong.Find("#DisplayName").GetAttribute("value"));
        Assert.Equal(app.Words()["Field.NotAnEmail"], wrong.Find("#Email-message").TextContent);
        Assert.Equal(app.Words()["Field.Role.Missing"], wrong.Find("#Role-message").TextContent);
        Assert.Equal(2, wrong.Document.QuerySelectorAll(".error-summary a").Length);
    }

    [Theory]
    [InlineData("", 3)]
    [InlineData("costa", 1)]
    [InlineData("STAFF.example dora", 1)]
    [InlineData("o t", 3)]
    [InlineData("OZTÜRK oscar", 1)]
    [InlineData("nobody", 0)]
    [InlineData("%", 3)]
    public async Task Colleagues_are_found_by_words_of_their_name_or_address(string search, int found)
    {
        var list = await colleagues.Admin.OpenAsync($"/staff/people?q={Uri.EscapeDataString(search)}");
        Assert.Equal(found, list.Document.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(search, list.Find("#q").GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task A_long_list_has_pages_and_whatever_the_address_asks_for_there_is_one()
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
    public async Task Whoever_is_switched_off_is_out_at_the_next_click_and_stays_out()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var admin = await app.StaffAsync(StaffRoles.Administrator);
        var person = await app.AddStaffAsync(StaffRoles.BoxOffice, "Bea");
        using var bea = app.Visitor();
        await bea.SignInAsync(person.Email!, BookingFlowApp.StaffPassword);
        var (oldLink, oldCookies) = (await app.PasswordLinkAsync(person.Id), bea.Cookies.GetAllCookies().ToList());
        Assert.Equal(200, (await bea.OpenAsync("/staff")).Status);

        var ask = await admin.OpenAsync($"/staff/people/{person.Id}/disable");
        Assert.Contains("Bea", ask.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await bea.OpenAsync("/staff")).Status);
        Assert.Equal($"/staff/people/{person.Id}?done=disabled", (await admin.SubmitAsync(ask, "main form")).Location);

        Assert.Equal(302, (await bea.OpenAsync("/staff")).Status);
        using var again = app.Visitor();
        oldCookies.ForEach(again.Cookies.Add);
        Assert.Equal(302, (await again.OpenAsync("/staff")).Status);
        Assert.Equal(410, (await again.OpenAsync(oldLink)).Status);
        Assert.Equal(400, (await again.SignInAsync(person.Email!, BookingFlowApp.StaffPassword)).Status);

        var page = await admin.OpenAsync($"/staff/people/{person.Id}");
        Assert.Null(page.Document.QuerySelector("form.form--link"));
        Assert.Equal(303, (await admin.SubmitAsync(page, "form.form--enable")).Status);
        // The session of before does not come back with the account.
        Assert.Equal(302, (await again.OpenAsync("/staff")).Status);
        Assert.Equal(303, (await again.SignInAsync(person.Email!, BookingFlowApp.StaffPassword)).Status);
    }

    [Fact]
    public async Task Another_role_counts_from_the_next_click_on()
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
    public async Task An_Administrator_can_neither_leave_the_house_without_one_nor_switch_off_the_own_account()
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
    public async Task Whoever_lost_the_phone_and_the_codes_is_helped_by_an_Administrator()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var admin = await app.StaffAsync(StaffRoles.Administrator);
        var person = await app.AddStaffAsync(StaffRoles.Door);
        await app.WithTwoFactorAsync(person);
        var ask = await admin.OpenAsync((await admin.OpenAsync($"/staff/people/{person.Id}")).Link("/two-factor"));
        Assert.Equal(303, (await admin.SubmitAsync(ask, "main form")).Status);
        using var browser = app.Visitor();
        Assert.Equal("/staff", (await browser.SignInAsync(person.Email!, BookingFlowApp.StaffPassword)).Location);
    }

    [Fact]
    public async Task A_forgotten_password_is_asked_for_by_mail_and_the_answer_tells_nobody_who_works_here()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var person = await app.AddStaffAsync(StaffRoles.Door);
        using var browser = app.Visitor();
        var answers = new List<Place>();
        foreach (var email in new[] { "nobody@staff.example", person.Email! })
        {
            var form = await browser.OpenAsync((await browser.OpenAsync("/staff/login")).Link("/staff/forgot-password"));
            var sent = await browser.SubmitAsync(form, "main form", ("Email", email));
            Assert.Equal(303, sent.Status);
            answers.Add(await browser.OpenAsync(sent.Location!));
        }

        Assert.Equal(answers[0].Text, answers[1].Text);
        var mail = Assert.Single(await app.MailAsync());
        Assert.Equal(person.Email, mail.To.Mailboxes.Single().Address);
        Assert.Equal(400, (await browser.SubmitAsync(await browser.OpenAsync("/staff/forgot-password"), "main form", ("Email", "dora"))).Status);
    }

    [Fact]
    public async Task Nobody_can_be_flooded_with_mails_about_forgotten_passwords()
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
    public async Task Nobody_with_this_id_is_a_calm_page()
    {
        var (app, admin) = (colleagues.App, colleagues.Admin);
        foreach (var path in new[] { "/staff/people/4711", "/staff/people/4711/disable", "/staff/people/4711/two-factor" })
        {
            var met = await admin.OpenAsync(path);
            Assert.Equal(404, met.Status);
            Assert.Contains(app.Words()["Failure.NotFound.Title"], met.Text, StringComparison.Ordinal);
        }
    }

    /// <summary>Three colleagues, one of them an Administrator.</summary>
    public sealed class Colleagues : SharedApp
    {
        public NoScriptBrowser Admin { get; private set; } = null!;

        public override ValueTask DisposeAsync()
        {
            Admin.Dispose();
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
