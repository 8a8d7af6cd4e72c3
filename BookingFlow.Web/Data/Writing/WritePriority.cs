namespace BookingFlow.Web.Data.Writing;

/// <summary>Priority of a write in the <see cref="SqliteWriteQueue"/>.</summary>
public enum WritePriority
{
    /// <summary>In the order of arrival: requests of visitors, and of staff except at the door.</summary>
    InOrder,

    /// <summary>Before all others: a party is waiting at the door, and these writes are few.</summary>
    Door,

    /// <summary>As if it had arrived <see cref="SqliteWriteQueue.MailAllowance"/> later, because no person waits for the result.</summary>
    Mail,
}
