using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Pages.Staff.House;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace BookingFlow.Web.Hosting.Pipeline;

/// <summary>Declares access, caching and limits of each page, and adds the declaration to the page's endpoints as metadata.</summary>
/// <remarks>
/// A page without a declaration requires a signed-in staff member of any role, and fails a test (PageConventionsTests). docs/roles.md lists who
/// may open what.
/// </remarks>
public sealed class PageConventions : IPageRouteModelConvention
{
    private static readonly PageDeclaration Public = new() { IsPublic = true, IsOpenToRobots = true };
    private static readonly PageDeclaration Visitors = new();
    private static readonly PageDeclaration SignIn = new() { Languages = PageLanguages.OfStaff };
    private static readonly PageDeclaration Staff = SignIn with { Access = new PageAccess(Policy: null) };
    private static readonly PageDeclaration Door = SignIn with { Access = new PageAccess(StaffPolicies.CheckIn) };
    private static readonly PageDeclaration Evening = SignIn with { Access = new PageAccess(StaffPolicies.Evening) };
    private static readonly PageDeclaration BoxOffice = SignIn with { Access = new PageAccess(StaffPolicies.Sell) };
    private static readonly PageDeclaration Administrators = SignIn with { Access = new PageAccess(StaffPolicies.Administer) };

    // The picture, and 1 MiB for the other fields and the multipart encoding.
    private static readonly PageDeclaration PictureForm = Administrators with
    {
        MaxFormBytes = Limits.PictureBytes + (1024 * 1024),
        MaxDiscardedFormBytes = 100 * 1024 * 1024,
    };

    /// <summary>The declaration of each page, by its path below Pages.</summary>
    public static IReadOnlyDictionary<string, PageDeclaration> Declarations { get; } = new Dictionary<string, PageDeclaration>(StringComparer.Ordinal)
    {
        ["/Index"] = Public,
        ["/Shows/Show"] = Public,
        ["/Legal/Privacy"] = Public,
        ["/Legal/Imprint"] = Public,
        ["/Api/Api"] = Public,
        ["/Embed/Embed"] = Public with { HasLanguageParameter = true, CrossOrigin = CrossOriginUse.Show, Security = PageSecurity.Frame },
        ["/Discovery/Feed"] = Public with { HasLanguageParameter = true },
        ["/Discovery/Sitemap"] = Public,
        ["/Discovery/Robots"] = Public,
        ["/Posters/Poster"] = new() { IsOpenToRobots = true, Security = PageSecurity.Picture, CrossOrigin = CrossOriginUse.Show },
        ["/Shows/Preview"] = new() { IsOpenToRobots = true, Security = PageSecurity.Picture, CrossOrigin = CrossOriginUse.Show },

        ["/Branding/Logo"] = new() { IsOpenToRobots = true, Security = PageSecurity.Picture },
        ["/Branding/Style"] = new() { IsOpenToRobots = true },

        ["/Invitations/Invitation"] = Visitors,
        ["/Performances/Reserve"] = Visitors,
        ["/Shows/ReserveSeveral"] = Visitors,
        ["/Reservations/Pending"] = Visitors,
        ["/Reservations/Confirm"] = Visitors,
        ["/Reservations/ConfirmGroup"] = Visitors,
        ["/Party/Party"] = Visitors,
        ["/Party/Group"] = Visitors,
        ["/Tickets/Ticket"] = Visitors,
        ["/Tickets/Calendar"] = Visitors,
        ["/Tickets/AppleWallet"] = Visitors,
        ["/Tickets/GoogleWallet"] = Visitors,
        ["/Language/Language"] = Visitors,
        ["/Dev/Mail"] = new() { Security = PageSecurity.Mailbox },

        ["/CheckIn/CheckIn"] = new() { HasCheckInPriority = true, Languages = PageLanguages.OfStaffWhenSignedIn },
        ["/Staff/CheckIn/Station"] = Door with { HasCheckInPriority = true },
        ["/Staff/CheckIn/SetDoor"] = Door with { HasCheckInPriority = true },
        ["/Staff/CheckIn/Volunteer"] = Door with { HasCheckInPriority = true },
        ["/Staff/CheckIn/Correct"] = Door with { HasCheckInPriority = true },
        ["/Staff/CheckIn/Find"] = Door with { HasCheckInPriority = true },
        ["/Staff/CheckIn/Party"] = Door with { HasCheckInPriority = true },
        ["/Staff/CheckIn/Undo"] = Door with { HasCheckInPriority = true },
        ["/Staff/CheckIn/WalkIn"] = Door with { HasCheckInPriority = true },
        ["/Staff/CheckIn/List"] = BoxOffice with { HasCheckInPriority = true },
        ["/Staff/CheckIn/Paper"] = Evening with { HasCheckInPriority = true },
        ["/Staff/CheckIn/Camera/List"] = Door with { HasCheckInPriority = true },
        ["/Staff/CheckIn/Camera/Arrivals"] = Door with { HasCheckInPriority = true },
        ["/Staff/CheckIn/Camera/Records"] = Door with { HasCheckInPriority = true },
        ["/Staff/CheckIn/Camera/Index"] = Door with { HasCheckInPriority = true, Security = PageSecurity.Camera },
        ["/Staff/CheckIn/Camera/Worker"] = Door with { HasCheckInPriority = true, Security = PageSecurity.Camera },
        ["/Staff/CheckIn/Camera/Manifest"] = Door with { HasCheckInPriority = true },
        ["/Staff/CheckIn/Move"] = BoxOffice with { HasCheckInPriority = true },

        ["/Staff/Login"] = SignIn,
        ["/Staff/LoginCode"] = SignIn,
        ["/Staff/ForgotPassword"] = SignIn,
        ["/Staff/SetPassword"] = SignIn,
        ["/Staff/Setup"] = SignIn,
        ["/Staff/Pair/Index"] = SignIn,
        ["/Staff/Pair/Ended"] = SignIn,

        ["/Staff/Logout"] = SignIn with { Access = new PageAccess(StaffPolicies.SignedIn) },
        ["/Staff/Account/Index"] = Staff,
        ["/Staff/Account/TwoFactor"] = Staff,
        ["/Staff/Index"] = Evening,

        ["/Staff/Season"] = BoxOffice,
        ["/Staff/SeasonFigures"] = BoxOffice,
        ["/Staff/SeasonShowUp"] = BoxOffice,
        ["/Staff/Reservations/Find"] = BoxOffice,
        ["/Staff/Reservations/List"] = BoxOffice,
        ["/Staff/Reservations/Export"] = BoxOffice,
        ["/Staff/Reservations/New"] = BoxOffice,
        ["/Staff/Reservations/Reservation"] = BoxOffice,
        ["/Staff/Reservations/Party"] = BoxOffice,
        ["/Staff/Reservations/Notes"] = BoxOffice,
        ["/Staff/Reservations/Tickets"] = BoxOffice,
        ["/Staff/Reservations/Email"] = BoxOffice,
        ["/Staff/Reservations/Cancel"] = BoxOffice,
        ["/Staff/PersonalData/Index"] = BoxOffice,
        ["/Staff/Performances/Index"] = BoxOffice,
        ["/Staff/Performances/Performance"] = BoxOffice,
        ["/Staff/Performances/Seats"] = BoxOffice,
        ["/Staff/Performances/Door"] = BoxOffice,
        ["/Staff/Performances/Waiting"] = BoxOffice,
        ["/Staff/Performances/Devices"] = BoxOffice,
        ["/Staff/Performances/Figures"] = BoxOffice,
        ["/Staff/Performances/Message"] = BoxOffice with { Security = PageSecurity.Mailbox },
        ["/Staff/Performances/SentMessage"] = BoxOffice,

        // The box office may neither plan nor cancel performances.
        ["/Staff/Performances/New"] = Administrators,
        ["/Staff/Performances/Edit"] = Administrators,
        ["/Staff/Performances/Copy"] = Administrators,
        ["/Staff/Performances/Cancel"] = Administrators,
        ["/Staff/Performances/RenewLink"] = Administrators,
        ["/Staff/Shows/Index"] = Administrators,
        ["/Staff/Shows/New"] = Administrators,
        ["/Staff/Shows/Edit"] = Administrators,
        ["/Staff/Shows/Preview"] = Administrators,
        ["/Staff/Shows/Unpublish"] = Administrators,
        ["/Staff/Shows/RenewLink"] = Administrators,
        ["/Staff/Shows/Questions"] = Administrators,
        ["/Staff/Shows/Poster"] = PictureForm,
        ["/Staff/Shows/RemovePoster"] = Administrators,
        ["/Staff/Rooms/Index"] = Administrators,
        ["/Staff/Rooms/New"] = Administrators,
        ["/Staff/Rooms/Edit"] = Administrators,
        ["/Staff/Rooms/Capacity"] = Administrators,
        ["/Staff/Rooms/Way"] = Administrators,
        ["/Staff/Rooms/Access"] = Administrators,
        ["/Staff/Rooms/Retire"] = Administrators,
        ["/Staff/House/Index"] = Administrators,
        ["/Staff/House/Edit"] = Administrators with { MaxFormBytes = EditModel.MaxFormBytes },
        ["/Staff/House/Remove"] = Administrators,
        ["/Staff/VenueSettings/Index"] = Administrators,
        ["/Staff/VenueSettings/Logo"] = PictureForm,
        ["/Staff/People/Index"] = Administrators,
        ["/Staff/People/Invite"] = Administrators,
        ["/Staff/People/Person"] = Administrators,
        ["/Staff/People/Disable"] = Administrators,
        ["/Staff/People/TwoFactor"] = Administrators,
        ["/Staff/Mail/Index"] = Administrators,
        ["/Staff/Tokens/Index"] = BoxOffice,
        ["/Staff/Webhooks/Index"] = Administrators,
        ["/Staff/Webhooks/Webhook"] = Administrators,
        ["/Staff/Log/Index"] = Administrators,
    };

    /// <summary>The declaration of what other websites read, which are no Razor pages (<see cref="ApiHosting"/>).</summary>
    public static PageDeclaration Api { get; } = Public with
    {
        HasLanguageParameter = true,
        CrossOrigin = CrossOriginUse.Read,
        HasEntityTag = true,
        HasProblemDetails = true,
    };

    /// <summary>The declaration of what programs read with an access token (<see cref="ApiHosting"/>), which cookies do not open.</summary>
    public static PageDeclaration StaffApi { get; } = SignIn with { HasProblemDetails = true };

    /// <summary>The declaration of the job server's dashboard, which is not a Razor page.</summary>
    public static PageDeclaration Jobs { get; } = Administrators with { Security = PageSecurity.Jobs };

    public void Apply(PageRouteModel model)
    {
        var declaration = Declarations.GetValueOrDefault(model.ViewEnginePath);
        foreach (var selector in model.Selectors)
        {
            if (declaration is not null)
            {
                // An alternative address of a page, such as /Index, is neither cached nor indexed; its main address is.
                var isAlternative = selector.AttributeRouteModel?.SuppressLinkGeneration == true;
                selector.EndpointMetadata.Add(isAlternative ? declaration with { IsPublic = false } : declaration);
            }

            if ((declaration ?? Staff).Access is { } access)
            {
                selector.EndpointMetadata.Add(access.Policy is { } policy ? new AuthorizeAttribute(policy) : new AuthorizeAttribute());
            }
        }
    }
}
