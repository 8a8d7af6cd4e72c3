namespace BookingFlow.Web.Data.Writing;

/// <summary>Priority of a write in the <see cref="SqliteWriteQueue"/>.</summary>
public enum WritePriority
{
    /// <summary>In the order of arrival: visitors' requests, and staff's other than at the door.</summary>
    InOrder,

    /// <summary>Ahead of all others: a party waits in front of the steward, and there are few of these writes.</summary>
    Door,

    /// <summary>As if it had arrived later by <see cref="SqliteWriteQueue.MailAllowance"/>: no person waits for the answer.</summary>
    Mail,
}
