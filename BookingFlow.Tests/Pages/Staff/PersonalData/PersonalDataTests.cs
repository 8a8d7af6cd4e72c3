using System.Text.Json;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.PersonalData;

/// <summary>The page that exports and erases everything under one e-mail address.</summary>
public sealed class PersonalDataTests : IAsyncLifetime
{
    private const string PagePath = "/staff/personal-data", Address = "zenobia@visitors.example";
    private BookingFlowApp _app = null!;
    private NoScriptBrowser _boxOffice = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await BookingFlowApp.StartAsync();
        _boxOffice = await _app.StaffAsync(StaffRoles.BoxOffice, "Olga");
    }

    public async ValueTask DisposeAsync()
    {
        _boxOffice.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task The_data_under_an_address_is_downloaded_as_JSON_and_then_erased_after_a_confirmation()
    {
        await _app.Database.AddAsync(
            AParty(_app.Now.AddDays(-3)).WithPhone("030 5550142").WithNotes("with a cello").Confirmed().Build(),
            AParty(_app.Now.AddDays(3)).Cancelled().Build());

        var found = await FindAsync(Address);
        Assert.Contains("2 reservations.", found.Text, StringComparison.Ordinal);

        var file = await SubmitAsync(found, "Download");
        Assert.Equal((200, "application/json"), (file.Status, file.Header("Content-Type")));
        Assert.Contains("personal-data.json", file.Header("Content-Disposition"), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(file.Body);
        var reservations = json.RootElement.GetProperty("reservations");
        Assert.Equal(2, reservations.GetArrayLength());
        Assert.Equal(
            ("Zenobia Quillfeather", Address, "030 5550142", "with a cello", "confirmed"),
            (Text(reservations[0], "name"), Text(reservations[0], "email"), Text(reservations[0], "phone"), Text(reservations[0], "notes"),
                Text(reservations[0], "status")));

        var asked = await SubmitAsync(found, "Ask");
        Assert.Equal(200, asked.Status);
        Assert.Contains("Erase the personal data of 2 reservations?", asked.Text, StringComparison.Ordinal);
        Assert.Equal(2, await StoredAsync());

        var erased = await SubmitAsync(asked, "Erase");
        Assert.Equal((303, $"{PagePath}?done=erased"), (erased.Status, erased.Location));
        Assert.Equal(0, await StoredAsync());
        Assert.Contains("Nothing is stored under this address.", (await FindAsync(Address)).Text, StringComparison.Ordinal);

        var log = await _app.Database.ReadAsync(db => db.AuditLog.OrderBy(e => e.Id).ToListAsync());
        Assert.Equal(
            [(AuditAction.PersonalDataExported, "2"), (AuditAction.PersonalDataErased, "2")], log.Select(e => (e.Action, e.Detail!)));
    }

    [Fact]
    public async Task Upcoming_reservations_are_named_and_nothing_is_erased()
    {
        var upcoming = AParty(_app.Now.AddDays(3)).Confirmed().Build();
        await _app.Database.AddAsync(upcoming, AParty(_app.Now.AddDays(-3)).Confirmed().Build());

        var found = await FindAsync(Address);
        Assert.Contains(upcoming.Reference, found.Text, StringComparison.Ordinal);
        Assert.Null(found.Document.QuerySelector("button[formaction*='Ask']"));

        var refused = await _boxOffice.PostAsync(
            $"{PagePath}?handler=Erase", NoScriptBrowser.Fields(found, "main form", ("Email", Address)));
        Assert.Equal(409, refused.Status);
        Assert.Contains(upcoming.Reference, refused.Text, StringComparison.Ordinal);
        Assert.Equal(2, await StoredAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("zenobia")]
    [InlineData("<b>@x.example")]
    public async Task An_invalid_address_returns_400_and_keeps_the_input(string address)
    {
        var page = await _boxOffice.OpenAsync(PagePath);
        foreach (var handler in (string[])["", "?handler=Download", "?handler=Ask", "?handler=Erase"])
        {
            var refused = await _boxOffice.PostAsync(PagePath + handler, NoScriptBrowser.Fields(page, "main form", ("Email", address)));
            Assert.Equal(400, refused.Status);
            Assert.NotNull(refused.Find("#Email-message"));
        }
    }

    [Fact]
    public async Task Without_an_antiforgery_token_nothing_is_downloaded_or_erased()
    {
        await _app.Database.AddAsync(AParty(_app.Now.AddDays(-3)).Confirmed().Build());

        foreach (var handler in (string[])["Download", "Erase"])
        {
            var refused = await _boxOffice.PostAsync($"{PagePath}?handler={handler}", ("Email", Address));
            Assert.Equal(400, refused.Status);
            Assert.DoesNotContain("Zenobia", refused.Body, StringComparison.Ordinal);
        }

        Assert.Equal(1, await StoredAsync());
    }

    [Fact]
    public async Task Door_staff_may_not_open_it()
    {
        using var door = await _app.StaffAsync(StaffRoles.Door);

        Assert.Equal(403, (await door.OpenAsync(PagePath)).Status);
    }

    private static AReservation AParty(DateTime startsAt) =>
        new AReservation().For(new APerformance().At(startsAt).Build()).Named("Zenobia Quillfeather").WithEmail(Address);

    private async Task<BrowserResponse> FindAsync(string address) =>
        await _boxOffice.SubmitAsync(await _boxOffice.OpenAsync(PagePath), "main form", ("Email", address));

    private Task<BrowserResponse> SubmitAsync(BrowserResponse page, string handler) =>
        _boxOffice.PostAsync($"{PagePath}?handler={handler}", NoScriptBrowser.Fields(page, "main form[action*='Download']"));

    private Task<int> StoredAsync() => _app.Database.ReadAsync(db => db.Reservations.CountAsync(r => r.Email == Address));

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
