using BookingFlow.Web.Data;

namespace BookingFlow.Web.Pages.Legal;

/// <summary>The privacy notice: the venue's own, or what the program keeps, by the venue's settings.</summary>
public sealed class PrivacyModel(BookingDbContext db, TimeProvider clock) : VenueTextPage(db, clock, VenueTextKind.Privacy)
{
    protected override bool ExistsWithoutText => true;
}
