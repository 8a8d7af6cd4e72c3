using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Components.Programme;
using BookingFlow.Web.Pages.Shared;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Api;

/// <summary>Makes the answer of <c>/api/v1/performances</c> of stored rows, in the current language.</summary>
public sealed class ProgrammeComposer(Venue venue, BookingRules rules, PublicLinks links, IStringLocalizer<Words> words, TimeProvider clock)
{
    /// <param name="query">The query parameters of this page, without the number of the page.</param>
    public ProgrammePage Compose(ProgrammeRows rows, ProgrammeFilter filter, IEnumerable<KeyValuePair<string, string?>> query)
    {
        var nextPage = query.Append(KeyValuePair.Create("page", (string?)(filter.Page + 1).ToString(CultureInfo.InvariantCulture)));
        var now = clock.GetUtcNow().UtcDateTime;
        var shows = rows.Shows.ToDictionary(show => show.Id);
        return new ProgrammePage
        {
            Language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
            Venue = Describe(),
            Performances = [.. rows.Performances.Select(p => Describe(p, shows[p.ShowId], now))],
            Shows = [.. rows.Shows.Select(Describe)],
            Rooms = [.. rows.Rooms.Select(Describe)],
            Page = filter.Page,
            PageSize = filter.PageSize,
            Next = rows.HasMore && filter.Page < ProgrammeFilter.MaxPage
                ? new Uri(QueryHelpers.AddQueryString(links.Programme, nextPage))
                : null,
        };
    }

    private ProgrammeVenue Describe() => new()
    {
        Name = venue.Name,
        Address = venue.Address,
        TimeZone = venue.TimeZone.Id,
        AccentColour = venue.AccentInUse.Base.Hex,
        Link = new Uri(links.Home),
        Feed = new Uri(links.ProgrammeFeed),
        Calendar = new Uri(links.Calendar),
    };

    private ProgrammePerformance Describe(PerformanceListing performance, ProgrammeShowRow show, DateTime now)
    {
        var reason = GetReason(performance, now);
        var isWaiting = reason == NotBookableReason.SoldOut && performance.HasOpenWaitingList(rules, now);
        return new ProgrammePerformance
        {
            Id = performance.Id,
            ShowId = show.Id,
            RoomId = performance.RoomId,
            StartsAt = venue.Local(performance.StartsAt),
            EndsAt = show.RunningMinutes is { } minutes ? venue.Local(performance.StartsAt.AddMinutes(minutes)) : null,
            SeatsLeft = Math.Max(0, performance.SeatsLeft),
            MaxPartySize = performance.MaxPartySize ?? rules.MaxPartySize,
            NotBookable = reason,
            BookingOpensAt = Local(performance.BookingOpensAt),
            BookingClosesAt = Local(performance.BookingClosesAt),
            HasWaitingList = isWaiting,
            Texts = new ProgrammePerformanceTexts
            {
                Day = venue.Day(performance.StartsAt),
                Time = venue.Time(performance.StartsAt),
                Availability = performance.GetClosedReason(now) is { } closed
                    ? PerformanceWords.Closed(closed, performance.BookingOpensAt, words).Text(venue)
                    : PerformanceWords.Seats(performance.SeatsLeft, words, performance.WaitingPeople),
                Action = reason is null ? words["Performance.Reserve"].Value : isWaiting ? words["Wait.Title"].Value : null,
            },
            Links = new ProgrammePerformanceLinks
            {
                Reserve = reason is null || isWaiting ? new Uri(links.Performance(performance.Id)) : null,
                Show = new Uri(links.Show(show.Slug)),
                Calendar = new Uri(links.CalendarOf(performance.Id)),
            },
        };
    }

    private ProgrammeShow Describe(ProgrammeShowRow show) => new()
    {
        Id = show.Id,
        Slug = show.Slug,
        Title = show.Title,
        Summary = show.Summary,
        Description = show.Description,
        DescriptionHtml = SafeMarkdown.ToHtml(show.Description),
        RunningMinutes = show.RunningMinutes,
        Picture = show.PosterId is { } id ? DescribePicture(id, show) : null,
        Preview = show switch
        {
            { PosterId: null } => new Uri(links.DrawnPreview(show.Slug)),
            { PosterId: { } poster, PosterWidth: not null } => new Uri(links.PosterPreview(poster)),
            _ => null,
        },
        Link = new Uri(links.Show(show.Slug)),
    };

    private ProgrammePicture DescribePicture(int posterId, ProgrammeShowRow show) => new()
    {
        AltText = show.PosterText!,
        Width = show.PosterWidth,
        Height = show.PosterHeight,
        Files = show.PosterWidth is { } largest
            ?
            [
                .. from width in PictureSizes.WidthsUpTo(largest)
                   from type in new[] { PictureType.Webp, PictureType.Jpeg }
                   select new ProgrammePictureFile
                   {
                       Link = new Uri(links.PosterFile(posterId, PictureFile.NameOf(width, type))),
                       Width = width,
                       Type = PictureFile.ContentType(type),
                   },
            ]
            :
            [
                new ProgrammePictureFile
                {
                    Link = new Uri(links.Poster(posterId)),
                    Width = null,
                    Type = PictureFile.ContentType(show.PosterType!.Value),
                },
            ],
    };

    private static ProgrammeRoom Describe(Room room) => new()
    {
        Id = room.Id,
        Name = room.Name,
        Directions = room.DirectionsText,
        Map = room.MapAddress is { } map ? new Uri(map) : null,
        StepFreeAccess = room.StepFreeAccess,
        InductionLoop = room.InductionLoop,
    };

    private static NotBookableReason? GetReason(PerformanceListing performance, DateTime now) => performance.GetClosedReason(now) switch
    {
        BookingClosedReason.Cancelled => NotBookableReason.Cancelled,
        BookingClosedReason.Over => NotBookableReason.Closed,
        BookingClosedReason.Disabled => NotBookableReason.NotOnline,
        BookingClosedReason.NotYetOpen => NotBookableReason.NotYetOpen,
        null => performance.SeatsLeft > 0 ? null : NotBookableReason.SoldOut,
    };

    private DateTimeOffset? Local(DateTime? utc) => utc is { } at ? venue.Local(at) : null;
}
