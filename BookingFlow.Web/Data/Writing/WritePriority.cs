using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Data.Writing;

/// <summary>Whose turn it is at the <see cref="WriteGate"/>.</summary>
public enum WritePriority
{
    /// <summary>After everybody who came before.</summary>
    InOrder,

    /// <summary>Ahead of everybody but others at the door: a party stands there, and stewards are few and slow for a machine.</summary>
    Door,

    /// <summary>Behind everybody, but not for long (<see cref="WriteGate.MailPatience"/>): nobody watches a mail being sent.</summary>
    Mail,
}
