using BookingFlow.Web.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Legal;

/// <summary>Who the house is, in law.</summary>
public sealed class ImprintModel(BookingDbContext db, TimeProvider clock) : VenueTextPage(db, clock, VenueTextKind.Imprint);
