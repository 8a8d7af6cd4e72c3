using BookingFlow.Web.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>A message that was sent to the parties of a performance: how many of its mails are sent, and its text.</summary>
public sealed class SentMessageModel(BookingDbContext db) : PerformancePage(db)
{
    [FromRoute]
    public int MessageId { get; set; }

    /// <summary>Null when the performance has no such message.</summary>
    public PartyMessage? Message { get; private set; }

    /// <summary>Number of the message's mails in each state.</summary>
    public IReadOnlyDictionary<MailState, int> Counts { get; private set; } = new Dictionary<MailState, int>();

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return Message is null ? await RefuseAsync(new Failure(FailureKind.NotFound), cancellationToken) : Page();
    }

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await base.LoadAsync(cancellationToken);
        Message = await Db.PartyMessages.AsNoTracking()
            .SingleOrDefaultAsync(m => m.Id == MessageId && m.PerformanceId == Id && m.RecipientCount > 0, cancellationToken);
        var counts = new Dictionary<MailState, int>();
        // Only mail that strangers requested is held back.
        foreach (var state in Enum.GetValues<MailState>().Where(state => state != MailState.HeldBack))
        {
            counts[state] = await Db.Outbox.Where(MailStates.Matches(state)).CountAsync(m => m.PartyMessageId == MessageId, cancellationToken);
        }

        Counts = counts;
    }
}
