using BookingFlow.Web.Data;
using BookingFlow.Web.Domain;
using BookingFlow.Web.Emails;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Reservations;

/// <summary>"Check your mail", for the browser that has just asked for seats.</summary>
public sealed class PendingModel(BookingDbContext db, PendingCookie pending, MailSettings mail, IHostEnvironment environment) : PlacePage
{
    /// <summary>Null when this browser has not asked for anything lately.</summary>
    public Reservation? Reservation { get; private set; }

    /// <summary>In Development the mail lies in a folder that has a page.</summary>
    public bool HasMailbox => environment.IsDevelopment() && mail.Delivery == MailDeliveryKind.Folder;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        if (pending.ReservationId(HttpContext) is { } id)
        {
            Reservation = await db.Reservations.AsNoTracking()
                .Include(r => r.Performance.Show)
                .Include(r => r.Performance.Room)
                .SingleOrDefaultAsync(r => r.Id == id, cancellationToken);
        }
    }
}
