using BookingFlow.Tests.Builders;
using BookingFlow.Tests.Infrastructure;
using BookingFlow.Web.Domain;
using BookingFlow.Web.Pages;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages;

/// <summary>Every failure of the closed set, provoked over HTTP: its status code, and its words on the page.</summary>
public sealed class EveryFailureTests
{
    private static readonly Dictionary<FailureKind, (string Words, Func<BookingFlowApp, Task<Place>> Way)> Ways = new()
    {
        [FailureKind.TooManyRequests] = ("One moment, please", async app =>
        {
            using var visitor = app.Visitor();
            var performance = await app.AddAsync(app.APerformanceTonight());
            await visitor.ReserveAsync(performance.Id, email: "first@visitors.example");
            return await visitor.ReserveAsync(performance.Id, email: "second@visitors.example");
        }
        ),
        [FailureKind.FormExpired] = ("Please press the button again", async app =>
        {
            using var visitor = app.Visitor();
            return await visitor.PostAsync($"/performances/{(await app.AddAsync(app.APerformanceTonight())).Id}/reserve", ("Name", "Ada"));
        }
        ),
        [FailureKind.NotPermitted] = ("Not with your role", async app =>
        {
            using var nobody = await app.StaffAsync(role: null);
            return await nobody.OpenAsync("/staff/check-in");
        }
        ),
        [FailureKind.InvalidInput] = ("Enter at least 1 person", async app =>
        {
            using var visitor = app.Visitor();
            return await visitor.ReserveAsync((await app.AddAsync(app.APerformanceTonight())).Id, people: 0);
        }
        ),
        [FailureKind.ShowNotFound] = ("Nothing is here", app => app.Visitor().OpenAsync("/shows/never-played")),
        [FailureKind.PerformanceNotFound] = ("No such performance", app => app.Visitor().OpenAsync("/performances/4711/reserve")),
        [FailureKind.BookingClosed] = ("Not bookable online", async app => await app.Visitor().OpenAsync($"/performances/{(await app.AddAsync(app.APerformanceTonight().BookingDisabled())).Id}/reserve")),
        [FailureKind.ConfirmationTokenInvalid] = ("This link does not work", app => app.Visitor().OpenAsync($"/reservations/confirm/{Token.New().Text}")),
        [FailureKind.ReservationCancelled] = ("This reservation was cancelled", async app => await app.Visitor().OpenAsync(await LinkAsync(app, r => r.Cancelled()))),
        [FailureKind.ConfirmationTokenUsed] = ("Already confirmed", async app =>
        {
            using var visitor = app.Visitor();
            var link = await LinkAsync(app);
            await visitor.ConfirmAsync(link);
            return await visitor.OpenAsync(link);
        }
        ),
        [FailureKind.ConfirmationTokenExpired] = ("This link has run out", async app => await app.Visitor().OpenAsync(await LinkAsync(app, r => r.ExpiringAt(app.Now.AddMinutes(-1))))),
        [FailureKind.NotEnoughSeats] = ("Not enough seats left", async app =>
        {
            var link = await LinkAsync(app, r => r.OfParty(4), p => p.WithCapacity(3));
            return await app.Visitor().ConfirmAsync(link);
        }
        ),
        [FailureKind.TicketInvalid] = ("Not our ticket", async app => await ScanAsync(app, Token.New().Text)),
        [FailureKind.ReservationNotConfirmed] = ("Not confirmed", async app => await ScanAsync(app, await CodeAsync(app, r => r))),
        [FailureKind.WrongPerformance] = ("Wrong performance", async app =>
        {
            var code = await CodeAsync(app, r => r.Confirmed());
            var other = await app.AddAsync(app.APerformanceTonight());
            using var steward = await app.StaffAsync();
            await steward.SubmitAsync(await steward.OpenAsync("/staff/check-in"), "form.door-choice", ("DoorOf", other.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            return await steward.SubmitAsync(await steward.OpenAsync("/staff/check-in"), "form.scan", ("Code", code));
        }
        ),
        [FailureKind.OutsideCheckInWindow] = ("Doors not open yet", async app => await ScanAsync(app, await CodeAsync(app, r => r.Confirmed(), p => p.At(app.Now.AddDays(3))))),
        [FailureKind.AlreadyCheckedIn] = ("Already checked in", async app =>
        {
            var code = await CodeAsync(app, r => r.Confirmed());
            await ScanAsync(app, code);
            return await ScanAsync(app, code);
        }
        ),
        [FailureKind.Busy] = ("Very busy just now", async app =>
        {
            using var visitor = app.Visitor();
            var form = await visitor.OpenAsync(await LinkAsync(app));
            await using var somebody = new SqliteConnection(app.Database.ConnectionString);
            await somebody.OpenAsync();
            await using var writing = somebody.BeginTransaction(deferred: false);
            return await visitor.SubmitAsync(form, "main form");
        }
        ),
        [FailureKind.Unexpected] = ("Something went wrong here", async app =>
        {
            await using (var db = app.Database.CreateDbContext())
            {
                await db.Database.ExecuteSqlRawAsync("ALTER TABLE \"Shows\" RENAME TO \"Gone\"");
            }

            return await app.Visitor().OpenAsync("/");
        }
        ),
    };

    public static TheoryData<FailureKind> Kinds => [.. Ways.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_person_is_told_with_its_own_status_and_words(FailureKind kind)
    {
        await using var app = await BookingFlowApp.StartAsync(
            null,
            ("RateLimits:Enabled", kind == FailureKind.TooManyRequests ? "true" : "false"),
            ("RateLimits:PerClient", "1"),
            // A person waits for a busy database as long as the driver does; a test need not.
            ("ConnectionStrings:BookingFlow", $"Data Source={BookingFlowApp.DatabaseFile};Default Timeout=1"));

        var told = await Ways[kind].Way(app);

        Assert.Equal(FailureStatus.Of(kind), told.Status);
        Assert.Contains(Ways[kind].Words, told.Text, StringComparison.Ordinal);
        Assert.Equal(kind is FailureKind.TooManyRequests or FailureKind.Busy, told.Header("Retry-After").Length > 0);
    }

    [Fact]
    public void Whoever_is_not_signed_in_is_the_only_one_who_is_sent_elsewhere_instead_of_being_told() =>
        Assert.Equal([FailureKind.NotSignedIn], Enum.GetValues<FailureKind>().Except(Ways.Keys));

    [Fact]
    public async Task Whoever_is_not_signed_in_is_asked_to()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var sent = await app.Visitor().OpenAsync("/staff/check-in");
        Assert.Equal(FailureStatus.Of(FailureKind.NotSignedIn), sent.Status);
        Assert.Contains("/staff/login?returnUrl=%2Fstaff%2Fcheck-in", sent.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_is_told_with_an_id_that_the_log_has_too()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var told = await Ways[FailureKind.Unexpected].Way(app);
        Assert.NotEmpty(app.Logs.LinesWith(told.Find("main code").TextContent));
    }

    [Fact]
    public async Task Whoever_was_told_to_send_the_form_again_finds_everything_in_it_and_can()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        var told = await visitor.PostAsync($"/performances/{performance.Id}/reserve",
            ("Name", "Ada & <Co>"), ("Email", "ada@visitors.example"), ("PartySize", "2"), ("Notes", "one\r\ntwo"), ("SubmissionId", Guid.NewGuid().ToString()));
        Assert.Equal(400, told.Status);
        Assert.Equal("Ada & <Co>", told.Find("#Name").GetAttribute("value"));
        Assert.Equal("one\ntwo", ((AngleSharp.Html.Dom.IHtmlTextAreaElement)told.Find("#Notes")).Value.ReplaceLineEndings("\n"));
        Assert.Equal(303, (await visitor.SubmitAsync(told, "main form")).Status);
    }

    private static async Task<string> LinkAsync(BookingFlowApp app, Func<AReservation, AReservation>? with = null, Func<APerformance, APerformance>? at = null)
    {
        var performance = await app.AddAsync((at ?? (p => p))(app.APerformanceTonight()));
        var reservation = new AReservation().For(performance).AskedAt(app.Now).ExpiringAt(performance.StartsAt);
        return await app.PendingLinkAsync((with ?? (r => r))(reservation).Build());
    }

    private static async Task<string> CodeAsync(BookingFlowApp app, Func<AReservation, AReservation> with, Func<APerformance, APerformance>? at = null)
    {
        var performance = await app.AddAsync((at ?? (p => p))(app.APerformanceTonight()));
        var code = Token.New();
        await using var db = app.Database.CreateDbContext();
        db.Attach(performance);
        var reservation = with(new AReservation().For(performance).AskedAt(app.Now).ExpiringAt(performance.StartsAt)).Build();
        db.Add(reservation);
        db.Add(ReservationToken.Of(code, TokenPurpose.CheckIn, reservation, app.Now));
        await db.SaveChangesAsync();
        return code.Text;
    }

    private static async Task<Place> ScanAsync(BookingFlowApp app, string code)
    {
        using var steward = await app.StaffAsync();
        return await steward.SubmitAsync(await steward.OpenAsync("/staff/check-in"), "form.scan", ("Code", code));
    }
}
