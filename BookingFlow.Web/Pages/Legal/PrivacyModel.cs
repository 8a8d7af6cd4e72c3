using BookingFlow.Web.Data;

namespace BookingFlow.Web.Pages.Legal;

/// <summary>What the house does with what visitors tell it.</summary>
public sealed class PrivacyModel(BookingDbContext db, TimeProvider clock) : VenueTextPage(db, clock, VenueTextKind.Privacy);
