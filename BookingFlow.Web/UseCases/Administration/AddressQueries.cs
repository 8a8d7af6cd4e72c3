namespace BookingFlow.Web.UseCases.Administration;

/// <summary>Queries for everything that is stored under an e-mail address of parties.</summary>
public static class AddressQueries
{
    /// <summary>Returns the reservations under an address, in upper or lower case.</summary>
    /// <param name="address">From <see cref="EmailAddress.Read"/>.</param>
    public static IQueryable<Reservation> OfAddress(this IQueryable<Reservation> reservations, string address)
    {
        // SQLite lowers only ASCII letters; other letters are compared as they are.
        var lowered = string.Concat(address.Select(c => char.IsAscii(c) ? char.ToLowerInvariant(c) : c));
        return reservations.Where(r => r.Email == address || r.Email!.ToLower() == lowered);
    }

    /// <summary>Validates an address that staff entered.</summary>
    /// <returns>The address, or: InvalidInput.</returns>
    internal static Result<string> CheckAddress(string? typed)
    {
        var address = EmailAddress.Read(typed);
        return FieldChecks.Email(FormField.Email, address) is { } wrong ? Failure.InvalidInput(wrong) : address!;
    }
}
