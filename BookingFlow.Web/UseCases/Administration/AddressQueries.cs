using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Queries for everything that is stored under an e-mail address of parties.</summary>
public static class AddressQueries
{
    /// <summary>Returns the reservations under an address, in upper or lower case (on SQLite, letters beyond ASCII only as they are).</summary>
    /// <param name="address">A valid address, so without a backslash or brackets.</param>
    public static IQueryable<Reservation> OfAddress(this IQueryable<Reservation> reservations, string address)
    {
        // LIKE ignores the case on both databases.
        var pattern = address.Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
        return reservations.Where(r => EF.Functions.Like(r.Email, pattern, @"\"));
    }

    /// <summary>Validates an address that staff entered.</summary>
    /// <returns>The address, or: InvalidInput.</returns>
    internal static Result<string> CheckAddress(string? typed)
    {
        var address = EmailAddress.Read(typed);
        return FieldChecks.Email(FormField.Email, address) is { } wrong ? Failure.InvalidInput(wrong) : address!;
    }
}
