using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Door;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.CheckIn.Camera;

/// <summary>
/// Takes the records of a device and answers each of them. A malformed one is answered, too, and does not stop those that follow it.
/// </summary>
public sealed class RecordsModel(
    BookingDbContext db, ReceiveDeviceRecords receive, DoorCookie door, IStringLocalizer<Words> words, Venue venue, TimeProvider clock)
    : CameraApiPage(db, door, words, venue, clock)
{
    /// <summary>The performance that the device is set to.</summary>
    [BindProperty(Name = "performance")]
    public string? PerformanceText { get; set; }

    /// <summary>JSON: an array of <see cref="DeviceRecordInput"/>.</summary>
    [BindProperty(Name = "records")]
    public string? RecordsText { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (DeviceRecords.Read(RecordsText) is not { } records)
        {
            return await RefuseAsync(new Failure(FailureKind.InvalidInput), cancellationToken);
        }

        // Not only one of tonight: a device may find a network days later, and what it has recorded is a fact.
        var id = ReadPerformanceId(PerformanceText);
        if (id is null || !await Db.Performances.AnyAsync(p => p.Id == id, cancellationToken))
        {
            return await RefuseAsync(new Failure(FailureKind.NotFound), cancellationToken);
        }

        var actor = await ActorAsync(cancellationToken);
        var steward = actor.AsSteward(new DoorSetting(id, Name: null));
        var answers = new List<DeviceAnswer?>();
        foreach (var (_, record) in records)
        {
            var result = record is null ? null : await receive.ReceiveAsync(record, steward, cancellationToken);
            if (result is { Succeeded: false })
            {
                // The device sends all of them again; those that are recorded get the same answers.
                return await RefuseAsync(result.Failure, cancellationToken);
            }

            answers.Add(result?.Value);
        }

        var ids = records.Select(record => record.Id).ToList();
        return JsonAnswer(new { Now, Answers = await AnswerAsync(ids, answers, cancellationToken) });
    }

    private async Task<List<RecordAnswer>> AnswerAsync(
        IReadOnlyList<string?> ids, IReadOnlyList<DeviceAnswer?> answers, CancellationToken cancellationToken)
    {
        var parties = answers.Select(answer => answer?.ReservationId).OfType<int>().Distinct().ToList();
        var requests = answers.OfType<DeviceAnswer>().Select(answer => answer.Record.Id).ToList();
        var reservations = await Db.Reservations.WithPerformance().Where(r => parties.Contains(r.Id))
            .ToDictionaryAsync(r => r.Id, cancellationToken);
        var checkIns = await Db.CheckIns.AsNoTracking().Where(c => parties.Contains(c.ReservationId))
            .ToDictionaryAsync(c => c.ReservationId, cancellationToken);
        var scans = (await Db.ScanEvents.AsNoTracking().Where(e => requests.Contains(e.RequestId)).OrderBy(e => e.Id).ToListAsync(cancellationToken))
            .ToLookup(scan => (scan.RequestId, scan.ReservationId));
        var flagged = (await Db.FlaggedPartiesByIdAsync([.. parties.Cast<int?>()], cancellationToken)).ToDictionary(party => party.Id);
        return
        [
            .. answers.Zip(ids, (answer, id) => answer is null
                ? RecordAnswer.Invalid(id, Words, Venue, Now)
                : RecordAnswer.Of(
                    answer,
                    reservations.GetValueOrDefault(answer.ReservationId ?? 0),
                    ScanOf(answer),
                    checkIns.GetValueOrDefault(answer.ReservationId ?? 0),
                    flagged.GetValueOrDefault(answer.ReservationId ?? 0),
                    Words, Venue, Now)),
        ];

        // A record that was refused first may have been recorded as an admission later.
        ScanEvent? ScanOf(DeviceAnswer answer)
        {
            var recorded = scans[(answer.Record.Id, answer.ReservationId)];
            return answer.Record.Refusal is { } outcome
                ? recorded.FirstOrDefault(scan => scan.Outcome == outcome)
                : recorded.FirstOrDefault(scan => scan.IsAdmission);
        }
    }
}
