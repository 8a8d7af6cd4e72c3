using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Door;

/// <summary>Receives what a device at the door has recorded: scans to be decided now, and what it has decided while it had no network.</summary>
/// <remarks>
/// Each record is a transaction of its own, as each scan at the station is. Receiving one again changes nothing, by whichever account it is sent
/// (docs/decisions/0058).
/// </remarks>
public sealed class ReceiveDeviceRecords(
    IDbContextFactory<BookingDbContext> contexts, CheckInParty checkIn, RecordDeviceAdmission admissions, RecordScan scans, PublicLinks links)
{
    /// <summary>Maximum records of one request.</summary>
    public const int MaxRecords = 50;

    /// <param name="steward">The signed-in steward; the door is named by the record.</param>
    /// <returns>
    /// The answer, or: Busy, Unavailable. A refusal is an answer, too: it fails as <see cref="CheckInParty"/> does.
    /// </returns>
    public async Task<Result<DeviceAnswer>> ReceiveAsync(DeviceRecord record, Steward steward, CancellationToken cancellationToken)
    {
        var by = steward with { Door = record.Door };
        var (party, unknown) = await FindAsync(record, cancellationToken);
        var failure = (record, party) switch
        {
            ({ Refusal: { } outcome }, _) => (await scans.RecordOfDeviceAsync(
                outcome, party, by, record.Id, record.At, record.Offset, cancellationToken)).Failure,
            (_, null) => await RefuseAsync(record, unknown, by, cancellationToken),
            ({ IsAdmitted: true }, { } id) => (await admissions.RecordAsync(
                id, by, new DeviceAdmission(record.Id, record.People, record.At, record.Offset), cancellationToken)).Failure,
            (_, { } id) => (await checkIn.AdmitAsync(
                id, by, new Admission(record.Id, record.People, record.IsRemainder) { IsOfDevice = true }, cancellationToken)).Failure,
        };
        return failure is { Kind: FailureKind.Busy or FailureKind.Unavailable } ? failure : new DeviceAnswer(record, party, failure);
    }

    private async Task<Failure?> RefuseAsync(DeviceRecord record, Failure unknown, Steward by, CancellationToken cancellationToken)
    {
        await scans.RecordRefusalAsync(
            unknown, reservationId: null, by, new Admission(record.Id) { IsOfDevice = true }, cancellationToken);
        return unknown;
    }

    /// <returns>The id of the reservation; or null, and why the record names none.</returns>
    private async Task<(int? Party, Failure Unknown)> FindAsync(DeviceRecord record, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var scanned = record.Code is null ? null : ScannedCode.Read(record.Code, links);
        var hash = scanned is null ? null : (await db.FindStoredAsync(scanned, cancellationToken))?.Token.Hash;
        var reference = record.Reference ?? scanned?.Reference;
        var party = (hash, reference) switch
        {
            (not null, _) => await db.Tokens.Where(t => t.Hash == hash && t.Purpose == TokenPurpose.CheckIn)
                .Select(t => (int?)t.ReservationId).SingleOrDefaultAsync(cancellationToken),
            (_, not null) => await db.Reservations.Where(r => r.Reference == reference)
                .Select(r => (int?)r.Id).SingleOrDefaultAsync(cancellationToken),
            _ => await db.Reservations.Where(r => r.Id == record.ReservationId)
                .Select(r => (int?)r.Id).SingleOrDefaultAsync(cancellationToken),
        };
        return (party, new Failure(FailureKind.TicketInvalid)
        {
            IsForeignAddress = scanned?.IsForeignAddress == true,
            IsCaseLost = scanned?.IsCaseLost == true,
        });
    }
}
