using BookingFlow.Web.Data;

namespace BookingFlow.Web.Pages.Legal;

/// <summary>The imprint: the venue's legal identity.</summary>
public sealed class ImprintModel(BookingDbContext db, TimeProvider clock) : VenueTextPage(db, clock, VenueTextKind.Imprint);
