using System.Globalization;
using System.Security.Cryptography;
using BookingFlow.Web.Components;
using BookingFlow.Web.Pages.Staff.Performances;
using BookingFlow.Web.Pages.Staff.Reservations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Tests.Pages.Staff.Reservations;

public sealed class ReservationsWorkbookTests
{
    private static readonly Venue Rome = new("Teatro", TimeZoneInfo.FindSystemTimeZoneById("Europe/Rome"));

    private static readonly ExportedReservation Ada = new(
        "K7QF-2M", "Ada Lovelace", "ada@example.org", "0471 123456", 2, ReservationStatus.Confirmed, "The Tempest", "Main room",
        TestTimes.StartsAt, TestTimes.Now, TestTimes.Now, null, null, null)
    { StaffNote = "first row" };

    private static readonly StaffPerformanceListing Tempest = new(
        1, "The Tempest", "the-tempest", ShowIsPublished: true, "Main room", TestTimes.StartsAt, IsPublic: true, BookingEnabled: true,
        BookingOpensAt: null, BookingClosesAt: null, CancelledAt: null, new Capacity(40, 0, 0, 2));

    /// <summary>What people type, paste from a word processor, or try.</summary>
    public static TheoryData<string> Texts =>
    [
        "=HYPERLINK(\"https://evil.example\",\"Ada\")", "=1+1", "+49 471/12 34-56", "0471 123456", "00390471123456", "@SUM(A1)", "-2", "\tAda",
        "＝1+1", "'=1", "=cmd|' /C calc'!A0", "1/2", "1E5", "TRUE", "2026-11-27", "<b>&amp;</b> \"Ada\"", "]]>", "_x0041_da _x000D_",
        "Mu\u00ADsik\u00A0haus", "\u05E9\u05DC\u05D5\u05DD \u05DB\u05D4\u05DF", "\u0645\u0631\u06CC\u0645 \u0646\u0648\u0631\u06CC",
        "\U0001F469\u200D\U0001F469\u200D\U0001F467 Fam. N\u0303", "first\nsecond\n\nfourth ", "  Ada  ", "Zo\u00EB \u5F20\u4F1F",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_text_stays_the_same_text_in_every_column(string text)
    {
        var reservation = Ada with
        {
            Name = text,
            Email = text,
            Phone = text,
            ShowTitle = text,
            RoomName = text,
            Notes = text,
            StaffNote = text,
            Answers = [new("Who?", text)],
        };

        var sheet = (await WriteAsync([reservation])).Sheets[0];

        Assert.All(
            new[] { "Name", "Email", "Phone", "Show", "Room", "Message", "Note for staff" },
            column => Assert.Equal((text, "@"), (sheet.Rows[0][column], sheet.Formats[column])));
        Assert.Equal(($"Who? {text}", "@"), (sheet.Rows[0]["Answers"], sheet.Formats["Answers"]));
    }

    [Fact]
    public async Task Times_are_the_venues_before_and_after_the_clocks_change()
    {
        var summer = new DateTime(2026, 10, 25, 0, 30, 0, DateTimeKind.Utc);
        var spring = new DateTime(2027, 3, 28, 0, 59, 0, DateTimeKind.Utc);
        DateTime[] starts = [summer, summer.AddHours(1), summer.AddHours(2), spring, spring.AddMinutes(1)];

        var sheet = (await WriteAsync([.. starts.Select(start => Ada with { StartsAt = start })])).Sheets[0];

        Assert.Equal(
            [
                new DateTime(2026, 10, 25, 2, 30, 0), new DateTime(2026, 10, 25, 2, 30, 0), new DateTime(2026, 10, 25, 3, 30, 0),
                new DateTime(2027, 3, 28, 1, 59, 0), new DateTime(2027, 3, 28, 3, 0, 0),
            ],
            sheet.Column("Start").Cast<DateTime>());
    }

    [Fact]
    public async Task Sheets_have_a_frozen_bold_header_filters_and_columns_at_least_as_wide_as_their_headings()
    {
        foreach (var language in Languages.OfStaff)
        {
            var sheets = (await WriteAsync([Ada, Ada], language, Tempest)).Sheets;

            Assert.Equal(["A1:Q3", "A1:Q2"], sheets.Select(sheet => sheet.FilteredRange));
            Assert.All(sheets, sheet =>
            {
                Assert.Equal(1, sheet.FrozenRows);
                Assert.Equal(sheet.Headings.Count, sheet.Widths.Count);
                Assert.All(sheet.Headings.Zip(sheet.Widths), column => Assert.InRange(column.Second, column.First.Length + 3, 60));
                Assert.Equal(sheet.Headings.Count, sheet.Headings.Distinct(StringComparer.OrdinalIgnoreCase).Count());
            });
        }
    }

    [Fact]
    public async Task A_row_is_as_high_as_its_longest_text()
    {
        var sheet = (await WriteAsync(
        [
            Ada, Ada with { Notes = "one\ntwo\nthree" }, Ada with { Name = string.Join(' ', Enumerable.Repeat("Lovelace", 11)) },
            Ada with { Notes = new string('\n', 999) },
        ])).Sheets[0];

        // 98 characters in a column of 30 need four lines of 15 points, or five if lines end early. The format allows 409 points.
        Assert.Equal([null, 45.0, 75.0, 409.0], sheet.Heights);
    }

    [Theory]
    [InlineData("en", "Status")]
    [InlineData("it", "Stato")]
    public async Task Every_status_has_its_word_on_one_line(string language, string heading)
    {
        StaffPerformanceListing[] performances =
        [
            Tempest, Tempest with { StartsAt = TestTimes.Now }, Tempest with { CancelledAt = TestTimes.Now },
            Tempest with { ShowIsPublished = false },
            Tempest with { IsPublic = false }, Tempest with { IsPublic = false, HasLink = true }, Tempest with { BookingEnabled = false },
            Tempest with { BookingOpensAt = TestTimes.StartsAt },
            Tempest with { BookingClosesAt = TestTimes.Now }, Tempest with { Capacity = new Capacity(40, 0, 0, 40) },
        ];

        var sheets = (await WriteAsync(
            [.. Enum.GetValues<ReservationStatus>().Select(status => Ada with { Status = status })], language, performances)).Sheets;

        int[] kinds = [Enum.GetValues<ReservationStatus>().Length, Enum.GetValues<PerformanceState>().Length];
        Assert.Equal(kinds, sheets.Select(sheet => sheet.Column(heading).Distinct().Count()));
        Assert.All(sheets.SelectMany(sheet => sheet.Heights), Assert.Null);
    }

    [Fact]
    public async Task Ten_thousand_reservations_leave_while_they_are_read()
    {
        await using var file = new MemoryStream();
        var lengths = new List<long>();
        async IAsyncEnumerable<ExportedReservation> ReservationsAsync()
        {
            for (var i = 0; i < 10_000; i++)
            {
                lengths.Add(file.Length);
                yield return Ada with { Name = $"Party {i:00000}", Notes = Convert.ToHexString(SHA256.HashData(BitConverter.GetBytes(i))) };
                await Task.CompletedTask;
            }
        }

        await WriteAsync(file, ReservationsAsync(), Languages.Default);

        Assert.True(lengths[5000] > file.Length / 3, $"{lengths[5000]} of {file.Length} bytes were written after half of the rows.");
        var names = OpenedWorkbook.Of(file.ToArray()).Sheets[0].Column("Name");
        Assert.Equal(Enumerable.Range(0, 10_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"Party {i:00000}")), names);
    }

    private static async Task<OpenedWorkbook> WriteAsync(
        IReadOnlyList<ExportedReservation> reservations, string language = Languages.Default, params StaffPerformanceListing[] performances)
    {
        await using var file = new MemoryStream();
        await WriteAsync(file, reservations.ToAsyncEnumerable(), language, performances);
        return OpenedWorkbook.Of(file.ToArray());
    }

    private static async Task WriteAsync(
        Stream file, IAsyncEnumerable<ExportedReservation> reservations, string language, params StaffPerformanceListing[] performances)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        await using var services = new ServiceCollection().AddLogging().AddWords().BuildServiceProvider();
        await ReservationsWorkbook.WriteAsync(
            file, new ExtraColumns(Answers: true, StaffNotes: true), reservations,
            performances.Select(p => new ExportedPerformance(p, Pending: 0, Arrived: 0)).ToAsyncEnumerable(), Rome, TestTimes.Now,
            services.GetRequiredService<IStringLocalizer<Words>>(), CancellationToken.None);
    }
}
