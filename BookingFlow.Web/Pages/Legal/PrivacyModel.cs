using BookingFlow.Web.Data;

namespace BookingFlow.Web.Pages.Legal;

/// <summary>The venue's privacy notice.</summary>
public sealed class PrivacyModel(BookingDbContext db, TimeProvider clock) : VenueTextPage(db, clock, VenueTextKind.Privacy);
