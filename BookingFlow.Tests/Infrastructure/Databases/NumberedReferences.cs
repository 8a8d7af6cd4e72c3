using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BookingFlow.Tests.Infrastructure.Databases;

/// <summary>Numbers the references of new reservations, which are random otherwise, so that pages that show them are the same in every run.</summary>
public sealed class NumberedReferences : SaveChangesInterceptor
{
    private const string Alphabet = "ACDEFGHJKMNPQRTUVWXY234679";

    private int _count;

    /// <summary>Returns the reference with a number. Numbers below 300 million have different references, which look random.</summary>
    public static string Numbered(int number)
    {
        // The factor has no divisor in common with the number of references, 26 to the power of 6.
        var rest = number * 174_440_041L % 308_915_776;
        var characters = new char[6];
        for (var i = 0; i < characters.Length; i++)
        {
            (characters[i], rest) = (Alphabet[(int)(rest % Alphabet.Length)], rest / Alphabet.Length);
        }

        return Reference.Read(new string(characters)) ?? throw new InvalidOperationException("A reference has other characters now.");
    }

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        foreach (var entry in eventData.Context!.ChangeTracker.Entries<Reservation>().Where(entry => entry.State == EntityState.Added))
        {
            entry.Entity.Reference = Numbered(Interlocked.Increment(ref _count));
        }

        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(SavingChanges(eventData, result));
}
