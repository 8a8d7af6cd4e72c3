using BookingFlow.Web.Emails.Jobs;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace BookingFlow.Tests.Hosting.Security;

/// <summary>Clients that use the program to send mail to others (docs/decisions/0056).</summary>
/// <remarks>
/// The limits are those of the settings file, but fewer mails per network, so that the day is over soon. The limits of a minute and of ten minutes
/// are off: they are kept in memory, by the real time. The jobs are run by the test, so that the clock can be advanced by hours.
/// </remarks>
public sealed class MailAbuseTests : IAsyncLifetime
{
    private const string Victim = "victim@example.com", Abuser = "203.0.113.7", Honest = "198.51.100.9";
    private const int PerMailbox = 6, PerNetwork = 10, AddressesPerHour = 12, Hours = 24;

    // Starts at the real time: a staff cookie that was issued at a fixed test time would have expired.
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    private BookingFlowApp _app = null!;
    private Performance _performance = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await BookingFlowApp.StartWithoutJobsAsync(
            _clock,
            ("RateLimits:Enabled", "true"), ("RateLimits:PerClient", "1000000"), ("RateLimits:PerEmail", "1000000"),
            ("RateLimits:PerClientAndHour", $"{PerNetwork}"), ("Proxies:Known:0", "127.0.0.1"));
        _performance = await _app.AddAsync(new APerformance().At(_app.Now.AddDays(20)).WithCapacity(100));
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_client_that_requests_mail_all_day_gets_the_limits_and_no_more_and_others_get_theirs()
    {
        var spellings = Spellings.OfVictim.Select(row => row.Data).Append("victim+1@example.com").ToList();
        var abuser = await ClientAsync(Abuser);
        var requests = 0;
        for (var hour = 0; hour < Hours; hour++)
        {
            // Every spelling of one address in the first hour, then some; and by way of an own one, corrected before or after its mail is sent.
            var victims = hour == 0 ? spellings : [.. spellings.Skip(hour).Take(6)];
            await Task.WhenAll(victims.Select(abuser.ReserveAsync));
            await abuser.ReserveAsync($"own{hour}@abuser.example");
            if (hour % 2 == 0)
            {
                await ProcessOutboxAsync();
            }

            await abuser.CorrectAsync(spellings[hour]);
            await Task.WhenAll(Enumerable.Range(0, AddressesPerHour).Select(i => abuser.ReserveAsync($"guest{hour}-{i}@example.org")));
            requests += victims.Count + 2 + AddressesPerHour;
            if (hour == Hours / 2)
            {
                await (await ClientAsync(Honest)).ReserveAsync("ada@visitors.example");
                requests++;
            }

            await ProcessOutboxAsync();
            _clock.AdjustTime(_clock.GetUtcNow().AddHours(1));
        }

        // One is the honest client's. The own addresses that were corrected before their mail was sent get none.
        const int Allowed = (Hours * PerNetwork) + 1;
        var sent = await SentAsync();
        Assert.Equal(PerMailbox, sent.Where(mail => mail.Key == Victim).Sum(mail => mail.Value));
        Assert.Equal(1, sent["ada@visitors.example"]);
        Assert.All(sent.Where(mail => mail.Key != Victim), mail => Assert.Equal(1, mail.Value));
        Assert.Equal(Allowed - (Hours / 2), sent.Values.Sum());
        Assert.Equal(requests - Allowed, await _app.Database.ReadAsync(db => db.Outbox.CountAsync(MailStates.Matches(MailState.HeldBack))));
    }

    [Fact]
    public async Task Whether_a_mail_was_held_back_and_whether_the_address_is_known_cannot_be_seen()
    {
        await _app.Database.AddAsync(new AReservation().For(new APerformance().Build()).WithEmail("known@example.org").Confirmed().Build());
        for (var i = 0; i < PerMailbox; i++)
        {
            // Each from another network, so that only the limit of the mailbox is reached.
            var client = await ClientAsync($"192.0.2.{i}");
            await client.ReserveAsync(Victim);
            await client.ReserveAsync("known@example.org");
        }

        var (known, heldBack) = (await ClientAsync(Abuser), await ClientAsync(Abuser));
        await known.ReserveAsync("known@example.org");
        await heldBack.ReserveAsync(Victim);
        Assert.Equal(1, await _app.Database.ReadAsync(db => db.Outbox.CountAsync(MailStates.Matches(MailState.HeldBack))));
        Assert.Equal(await known.PendingAsync("known@example.org"), await heldBack.PendingAsync(Victim));

        await ProcessOutboxAsync();
        Assert.Contains(_app.Words()["Pending.To.Sent"].Value, await heldBack.PendingAsync(Victim), StringComparison.Ordinal);
        Assert.Equal(await known.PendingAsync("known@example.org"), await heldBack.PendingAsync(Victim));

        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal((303, 303), (await known.ResendAsync(), await heldBack.ResendAsync()));
        Assert.Equal(await known.PendingAsync("known@example.org"), await heldBack.PendingAsync(Victim));
    }

    [Fact]
    public async Task The_box_office_sees_who_was_held_back_and_sends_the_mail_with_one_press()
    {
        var clients = await Task.WhenAll(Enumerable.Range(0, PerMailbox + 1).Select(_ => ClientAsync(Honest)));
        foreach (var client in clients)
        {
            await client.ReserveAsync(Victim);
        }

        await ProcessOutboxAsync();
        using var boxOffice = await _app.StaffAsync(StaffRoles.BoxOffice);

        var list = await boxOffice.OpenAsync("/staff/reservations");
        Assert.Contains("1 pending reservation without its email", list.Text, StringComparison.Ordinal);
        var heldBack = await boxOffice.OpenAsync(list.Find("a[href$='status=heldback']").GetAttribute("href")!);
        var row = Assert.Single(heldBack.Document.QuerySelectorAll("table.list tbody tr"));
        var page = await boxOffice.OpenAsync(row.QuerySelector("a")!.GetAttribute("href")!);
        Assert.Contains("Too many emails were requested for this address within a day", page.Find("main .panel").TextContent, StringComparison.Ordinal);
        Assert.Contains("held back", page.Find(".story").TextContent, StringComparison.Ordinal);
        Assert.Equal(303, (await boxOffice.SubmitAsync(page, "form[action*='handler=Send']")).Status);
        await ProcessOutboxAsync();

        Assert.Equal(PerMailbox + 1, (await SentAsync())[Victim]);
        Assert.DoesNotContain("without its email", (await boxOffice.OpenAsync("/staff/reservations")).Text, StringComparison.Ordinal);
        Assert.Empty((await boxOffice.OpenAsync(page.Path)).Document.QuerySelectorAll("main .panel"));
    }

    [Fact]
    public async Task An_administrator_sees_the_mails_that_are_held_back_and_sends_one()
    {
        for (var i = 0; i <= PerMailbox; i++)
        {
            await (await ClientAsync(Honest)).ReserveAsync(Victim);
        }

        await ProcessOutboxAsync();
        using var administrator = await _app.StaffAsync(StaffRoles.Administrator);

        var page = await administrator.OpenAsync("/staff/mail?state=heldback");
        Assert.Equal("1", page.Find(".tallies .tally--heldback strong").TextContent);
        Assert.Contains("Too many emails were requested for this address", page.Find("table.list tbody tr").TextContent, StringComparison.Ordinal);
        Assert.Equal(303, (await administrator.SubmitAsync(page, "table.list form")).Status);
        await ProcessOutboxAsync();

        Assert.Equal(PerMailbox + 1, (await SentAsync())[Victim]);
    }

    /// <summary>Opens the reservation form from a network, behind the proxy.</summary>
    private async Task<Client> ClientAsync(string address)
    {
        var client = new Client(_app, address);
        await client.OpenFormAsync(_performance.Id);
        return client;
    }

    private async Task ProcessOutboxAsync()
    {
        await using var scope = _app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ProcessOutboxJob>().RunAsync(CancellationToken.None);
    }

    /// <summary>Returns how many mails are in the folder, by recipient.</summary>
    private async Task<Dictionary<string, int>> SentAsync()
    {
        var recipients = new List<string>();
        foreach (var file in _app.MailFolder.GetFiles("*.eml"))
        {
            var address = (await MimeMessage.LoadAsync(file.FullName)).To.Mailboxes.Single().Address;
            recipients.Add(address.ToLowerInvariant().Replace("+1@", "@", StringComparison.Ordinal));
        }

        return recipients.CountBy(address => address, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>A browser whose requests come from another network. It opens each form once and submits it often, as a script would.</summary>
    private sealed class Client(BookingFlowApp app, string address)
    {
        private readonly NoScriptBrowser _browser = app.Visitor();
        private BrowserResponse _form = null!;

        public async Task OpenFormAsync(int performanceId) => _form = await GetAsync($"/performances/{performanceId}/reserve");

        public async Task ReserveAsync(string email)
        {
            var response = await SubmitAsync(
                _form, "main form", ("Name", "Ada"), ("Email", email), ("PartySize", "2"), ("SubmissionId", Guid.NewGuid().ToString()));
            Assert.Equal((303, "/reservations/pending"), (response.Status, response.Location));
        }

        public async Task CorrectAsync(string email)
        {
            var response = await SubmitAsync(await GetAsync("/reservations/pending"), ".form--address", ("Email", email));
            Assert.Equal((303, "/reservations/pending"), (response.Status, response.Location));
        }

        public async Task<int> ResendAsync() => (await SubmitAsync(await GetAsync("/reservations/pending"), ".form--again")).Status;

        /// <summary>Returns the text of the page that follows a reservation, without the address.</summary>
        public async Task<string> PendingAsync(string email) =>
            (await GetAsync("/reservations/pending")).Find("main").TextContent.Replace(email, "…", StringComparison.OrdinalIgnoreCase);

        private Task<BrowserResponse> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

        private Task<BrowserResponse> SubmitAsync(BrowserResponse page, string form, params (string Name, string Value)[] fields) =>
            SendAsync(new HttpRequestMessage(HttpMethod.Post, NoScriptBrowser.Action(page, form))
            {
                Content = new FormUrlEncodedContent(
                    NoScriptBrowser.Fields(page, form, fields).Select(field => KeyValuePair.Create(field.Name, field.Value))),
            });

        private Task<BrowserResponse> SendAsync(HttpRequestMessage request)
        {
            request.Headers.Add("X-Forwarded-For", address);
            return _browser.SendAsync(request);
        }
    }
}
