namespace BookingFlow.Tests.Domain.Administration;

public sealed class VenueProfileTests
{
    [Fact]
    public void What_is_entered_is_what_pages_and_rules_get()
    {
        var profile = AVenue.Profile();
        profile.Apply(ValidVenue.Check(AVenue.Input with { SearchesNamesOffline = true }).Value!);

        var (venue, rules) = (profile.ToVenue(), profile.ToBookingRules());

        Assert.Equal(
            ("Teatro della Luna", "Via Roma 1\n50100 Firenze", "+39 055 123456", "box@luna.example", "https://luna.example/", "Tram 4 to Luna"),
            (venue.Name, venue.Address, venue.Phone, venue.Email, venue.Website, venue.Directions));
        Assert.Equal(("Europe/Rome", "it", 90, "#004466"), (venue.TimeZone.Id, venue.Language, venue.RetentionDays, venue.Accent?.Base.Hex));
        Assert.Equal(["it", "de"], venue.OfferedLanguages);
        Assert.Equal(["https://www.luna.example", "https://luna.example"], venue.FrameOrigins);
        Assert.Equal(
            new BookingRules(12, TimeSpan.FromMinutes(120), TimeSpan.FromMinutes(45), TimeSpan.FromMinutes(15))
            {
                ChangesCloseBefore = TimeSpan.FromMinutes(20),
                WaitingListClosesMinutes = 180,
                ReminderHours = 48,
                SearchesNamesOffline = true,
            },
            rules);
    }

    [Fact]
    public void What_is_not_entered_has_no_limit_and_no_colour()
    {
        var profile = AVenue.Profile();
        profile.Apply(ValidVenue.Check(
            AVenue.Input with { CheckInOpens = "", CheckInCloses = "", ChangesClose = "", AccentColour = "", FrameOrigins = "" }).Value!);

        var (venue, rules) = (profile.ToVenue(), profile.ToBookingRules());

        Assert.Equal((null, null, null), (rules.CheckInOpensBefore, rules.CheckInClosesAfter, rules.ChangesCloseBefore));
        Assert.Null(venue.Accent);
        Assert.Empty(venue.FrameOrigins);
        Assert.Null(profile.FrameOrigins);
    }

    [Fact]
    public void The_kinds_of_written_texts_are_kept_in_the_order_of_their_links()
    {
        var profile = AVenue.Profile();
        Assert.Empty(profile.ToVenue().WrittenTexts);
        foreach (var kind in Enum.GetValues<VenueTextKind>().OrderDescending())
        {
            profile.SetWritten(kind, isWritten: true);
            profile.SetWritten(kind, isWritten: true);
        }

        Assert.Equal(Enum.GetValues<VenueTextKind>().Order(), profile.ToVenue().WrittenTexts);
        profile.SetWritten(VenueTextKind.Privacy, isWritten: false);
        Assert.DoesNotContain(VenueTextKind.Privacy, profile.ToVenue().WrittenTexts);
        Assert.Equal(Enum.GetValues<VenueTextKind>().Length - 1, profile.ToVenue().WrittenTexts.Count);
    }

    [Fact]
    public void Without_any_text_nothing_is_stored()
    {
        var profile = AVenue.Profile();
        profile.SetWritten(VenueTextKind.Privacy, isWritten: true);
        profile.SetWritten(VenueTextKind.Privacy, isWritten: false);

        Assert.Null(profile.WrittenTexts);
    }

    [Fact]
    public void Each_change_has_a_version_of_its_own()
    {
        var profile = AVenue.Profile();
        Assert.Equal((1, null), (profile.Version, profile.ChangedAt));

        profile.Touch(TestTimes.Now);

        Assert.Equal((2, TestTimes.Now), (profile.Version, profile.ChangedAt));
    }
}
