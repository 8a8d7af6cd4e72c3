using BookingFlow.Web.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BookingFlow.Web.Api;

/// <summary>Answers <c>/api/v1/performances</c>: the programme as JSON.</summary>
public static class ProgrammeEndpoint
{
    public static async Task<Results<Ok<ProgrammePage>, ValidationProblem>> AnswerAsync(
        [AsParameters] ProgrammeParameters parameters, HttpRequest request, BookingDbContext db, ProgrammeComposer composer, Venue venue,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        var (filter, problems) = ProgrammeFilter.Read(parameters, request.Query.Keys, venue, clock.GetUtcNow().UtcDateTime);
        if (problems.Count > 0)
        {
            return TypedResults.ValidationProblem(problems, "Each parameter under errors is wrong and says what would be right.");
        }

        var rows = await db.ProgrammeAsync(filter, cancellationToken);
        var query = request.Query.Where(sent => !sent.Key.Equals("page", StringComparison.OrdinalIgnoreCase) && sent.Value.ToString().Length > 0)
            .Select(sent => KeyValuePair.Create(sent.Key, (string?)sent.Value.ToString()));
        return TypedResults.Ok(composer.Compose(rows, filter, query));
    }
}
