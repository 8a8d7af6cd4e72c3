namespace BookingFlow.Web.Domain.Reservations;

/// <summary>Validated input of the form for several performances: one party for each performance.</summary>
/// <param name="Parties">In the order of the performances; at least one, at most <see cref="Limits.PerformancesAtOnce"/>.</param>
public sealed record ValidGroup(IReadOnlyList<(Performance Performance, ValidReservation Details)> Parties)
{
    /// <summary>Returns the performances that a party wants: those with a number of people.</summary>
    /// <param name="people">As submitted, by id of the performance.</param>
    public static Dictionary<int, string> Chosen(IReadOnlyDictionary<int, string?> people) => people
        .Select(row => (row.Key, People: FieldChecks.NormalizeLine(row.Value)))
        .Where(row => row.People is not (null or "0"))
        .ToDictionary(row => row.Key, row => row.People!);

    /// <summary>Validates the input and returns all problems at once: fields of the party, and the rows one by one.</summary>
    /// <param name="chosen">From <see cref="Chosen"/>.</param>
    /// <param name="performances">Those of them that the form can have, in their order, with show and room.</param>
    /// <param name="validate">Validates a party, by its size as text and the largest size.</param>
    /// <returns>The validated input, or: InvalidInput, PerformanceNotFound (one that is no longer in the form).</returns>
    public static Result<ValidGroup> Check(
        IReadOnlyDictionary<int, string> chosen, IReadOnlyList<Performance> performances, BookingRules rules,
        Func<string, int, Result<ValidReservation>> validate)
    {
        const string AnySize = "1";
        var fields = (validate(AnySize, 1).Failure?.Fields ?? []).ToList();
        if (chosen.Count == 0)
        {
            fields.Add(new InvalidField(FormField.Performances, FieldProblem.Missing));
        }
        else if (chosen.Count > Limits.PerformancesAtOnce)
        {
            fields.Add(new InvalidField(FormField.Performances, FieldProblem.TooLarge, Limits.PerformancesAtOnce));
        }

        List<Failure> refusals = chosen.Count > performances.Count ? [new Failure(FailureKind.PerformanceNotFound)] : [];
        foreach (var performance in performances)
        {
            if (FieldChecks.PartySize(chosen[performance.Id], rules.MaxPartySizeFor(performance.MaxPartySize)) is { } wrong)
            {
                refusals.Add(Failure.InvalidInput(wrong) with { Performance = performance.Facts });
            }
        }

        return fields.Count > 0 || refusals.Count > 0
            ? Failure.OfSeveral(refusals, fields)
            : new ValidGroup([.. performances.Select(p => (p, validate(chosen[p.Id], rules.MaxPartySizeFor(p.MaxPartySize)).Value!))]);
    }

    /// <summary>Checks whether all of it could be reserved now. For information: the binding check is made when the party confirms.</summary>
    /// <returns>The refusals one by one (<see cref="Failure.Each"/>: BookingClosed, NotEnoughSeats), or null.</returns>
    public Failure? CheckOpen(DateTime now)
    {
        var refusals = Parties
            .Select(party => party.Performance.CheckBooking(now) ?? party.Performance.CheckSeats(party.Details.PartySize, AccessPlaces.None))
            .OfType<Failure>().ToList();
        return refusals.Count > 0 ? Failure.OfSeveral(refusals) : null;
    }

    /// <summary>Returns the id of a submission, made of the form's id and all its input; it becomes the <see cref="Reservation.GroupId"/>.</summary>
    public Guid IdOf(Guid submissionId) => SubmissionId.Of(
        [submissionId.ToString(), .. Parties.Select(party => party.Details.SubmissionKey(submissionId, party.Performance.Id).ToString())]);
}
