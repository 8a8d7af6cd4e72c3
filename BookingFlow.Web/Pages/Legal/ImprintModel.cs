using BookingFlow.Web.Data;

namespace BookingFlow.Web.Pages.Legal;

/// <summary>Who the house is, in law.</summary>
public sealed class ImprintModel(BookingDbContext db, TimeProvider clock) : VenueTextPage(db, clock, VenueTextKind.Imprint);
