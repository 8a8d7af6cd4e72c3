using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace BookingFlow.Web.Data.Writing;

/// <summary>Notices, in one transaction, the events of which webhooks are told, and adds their messages to the transaction.</summary>
/// <remarks>
/// It reads the changes that are saved, so that no use case can forget an event, whatever confirms, cancels or admits.
/// <see cref="WriteTransaction"/> creates one only if there is a webhook; otherwise none of this runs (docs/decisions/0065).
/// </remarks>
public sealed class WebhookEventRecorder
{
    private readonly Dictionary<int, int> _seatsLeftBefore = [];
    private readonly List<Found> _found = [];

    /// <summary>Notes how many seats the performances have left, before the use case changes anything.</summary>
    public void Locked(IEnumerable<Performance> performances)
    {
        foreach (var performance in performances)
        {
            _seatsLeftBefore[performance.Id] = performance.SeatsLeft;
        }
    }

    /// <summary>Notes the events among the changes of a save. Changes must have been detected.</summary>
    public void Notice(ChangeTracker changes)
    {
        foreach (var entry in changes.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified))
        {
            if (entry.Entity is Reservation reservation && EventOf(entry, reservation) is { } kind)
            {
                _found.Add(new Found(kind, reservation));
            }
            else if (entry.Entity is CheckIn checkIn)
            {
                var before = entry.State == EntityState.Added ? 0 : (int)entry.OriginalValues[nameof(CheckIn.People)]!;
                if (checkIn.People > before)
                {
                    _found.Add(new Found(WebhookEvent.CheckedIn, checkIn.Reservation)
                    {
                        Admitted = checkIn.People - before,
                        Inside = checkIn.People,
                    });
                }
            }
        }
    }

    /// <summary>Adds the messages, with the figures as they are at the end of the transaction. Call it after all else is saved.</summary>
    /// <returns>Whether there are any to save.</returns>
    public bool AddMessages(UseCaseContext context, IReadOnlyList<WebhookSubscription> subscriptions)
    {
        List<WebhookDelivery> messages = [];
        foreach (var found in _found)
        {
            messages.AddRange(MessagesOf(found.Kind, found.Data));
        }

        foreach (var performance in context.Db.LockedPerformances.Where(HasSoldOut))
        {
            messages.AddRange(MessagesOf(WebhookEvent.PerformanceSoldOut, WebhookData.Of(performance)));
        }

        context.Db.AddRange(messages);
        return messages.Count > 0;

        IEnumerable<WebhookDelivery> MessagesOf(WebhookEvent kind, WebhookData data)
        {
            var eventId = Guid.NewGuid();
            return subscriptions.Where(subscription => subscription.Events.Contains(kind))
                .Select(subscription => WebhookDelivery.Of(subscription.WebhookId, eventId, kind, data, context.Now));
        }
    }

    private bool HasSoldOut(Performance performance) =>
        performance is { SeatsLeft: <= 0, CancelledAt: null } && _seatsLeftBefore.GetValueOrDefault(performance.Id) > 0;

    // A pending or waiting party that cancels had not been told as confirmed.
    private static WebhookEvent? EventOf(EntityEntry entry, Reservation reservation)
    {
        ReservationStatus? before =
            entry.State == EntityState.Added ? null : (ReservationStatus)entry.OriginalValues[nameof(Reservation.Status)]!;
        return (before, reservation.Status) switch
        {
            (not ReservationStatus.Confirmed, ReservationStatus.Confirmed) => WebhookEvent.ReservationConfirmed,
            (ReservationStatus.Confirmed, ReservationStatus.Cancelled) => WebhookEvent.ReservationCancelled,
            _ => null,
        };
    }

    private sealed record Found(WebhookEvent Kind, Reservation Reservation)
    {
        public int? Admitted { get; init; }

        public int? Inside { get; init; }

        /// <summary>Read at the end of the transaction: a new reservation has its id only then.</summary>
        public WebhookData Data => WebhookData.Of(Reservation) with { PeopleAdmitted = Admitted, PeopleInside = Inside };
    }
}
