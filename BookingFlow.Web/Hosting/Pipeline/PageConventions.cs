using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Pages.Staff.House;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace BookingFlow.Web.Hosting.Pipeline;

/// <summary>Declares what each page is, once, and puts it on the page's endpoints as metadata.</summary>
/// <remarks>
/// A page without a declaration is for signed-in staff of any role, and fails a test (PageConventionsTests). Who may open what: docs/roles.md.
/// </remarks>
public sealed class PageConventions : IPageRouteModelConvention
{
    private static readonly PageDeclaration Public = new() { IsPublic = true, IsOpenToRobots = true };
    private static readonly PageDeclaration Visitors = new();
    private static readonly PageDeclaration SignIn = new() { Languages = PageLanguages.OfStaff };
    private static readonly PageDeclaration Staff = SignIn with { Access = new PageAccess(Policy: null) };
    private static readonly PageDeclaration Door = SignIn with { Access = new PageAccess(StaffPolicies.CheckIn) };
    private static readonly PageDeclaration Sellers = SignIn with { Access = new PageAccess(StaffPolicies.Sell) };
    private static readonly PageDeclaration Administrators = SignIn with { Access = new PageAccess(StaffPolicies.Administer) };

    /// <summary>The name of each page below Pages, and what it is.</summary>
    public static IReadOnlyDictionary<string, PageDeclaration> Declarations { get; } = new Dictionary<string, PageDeclaration>(StringComparer.Ordinal)
    {
        ["/Index"] = Public,
        ["/Shows/Show"] = Public,
        ["/Legal/Privacy"] = Public,
        ["/Legal/Imprint"] = Public,
        ["/Discovery/Feed"] = Public,
        ["/Discovery/Sitemap"] = Public,
        ["/Discovery/Robots"] = Public,
        ["/Posters/Poster"] = new() { IsOpenToRobots = true, Security = PageSecurity.Picture },

        ["/Performances/Reserve"] = Visitors,
        ["/Reservations/Pending"] = Visitors,
        ["/Reservations/Confirm"] = Visitors,
        ["/Tickets/Ticket"] = Visitors,
        ["/Tickets/Calendar"] = Visitors,
        ["/Language/Language"] = Visitors,
        ["/Dev/Mail"] = new() { Security = PageSecurity.Mailbox },

        ["/CheckIn/CheckIn"] = new() { HasCheckInPriority = true, Languages = PageLanguages.OfStaffWhenSignedIn },
        ["/Staff/CheckIn/Station"] = Door with { HasCheckInPriority = true },
        ["/Staff/CheckIn/SetDoor"] = Door with { HasCheckInPriority = true },
        ["/Staff/CheckIn/Correct"] = Door with { HasCheckInPriority = true },
        ["/Staff/CheckIn/Find"] = Door with { HasCheckInPriority = true },
        ["/Staff/CheckIn/Party"] = Door with { HasCheckInPriority = true },
        ["/Staff/CheckIn/Undo"] = Door with { HasCheckInPriority = true },
        ["/Staff/CheckIn/WalkIn"] = Door with { HasCheckInPriority = true },
        ["/Staff/CheckIn/List"] = Door with { HasCheckInPriority = true },
        ["/Staff/CheckIn/Paper"] = Door with { HasCheckInPriority = true },
        ["/Staff/CheckIn/Move"] = Sellers with { HasCheckInPriority = true },

        ["/Staff/Login"] = SignIn,
        ["/Staff/LoginCode"] = SignIn,
        ["/Staff/ForgotPassword"] = SignIn,
        ["/Staff/SetPassword"] = SignIn,
        ["/Staff/Setup"] = SignIn,

        ["/Staff/Logout"] = Staff,
        ["/Staff/Account/Index"] = Staff,
        ["/Staff/Account/TwoFactor"] = Staff,
        ["/Staff/Index"] = Door,

        ["/Staff/Season"] = Sellers,
        ["/Staff/Reservations/Find"] = Sellers,
        ["/Staff/Reservations/List"] = Sellers,
        ["/Staff/Reservations/Export"] = Sellers,
        ["/Staff/Reservations/New"] = Sellers,
        ["/Staff/Reservations/Reservation"] = Sellers,
        ["/Staff/Reservations/Party"] = Sellers,
        ["/Staff/Reservations/Email"] = Sellers,
        ["/Staff/Reservations/Cancel"] = Sellers,
        ["/Staff/Performances/Index"] = Sellers,
        ["/Staff/Performances/Performance"] = Sellers,
        ["/Staff/Performances/Seats"] = Sellers,
        ["/Staff/Performances/Door"] = Sellers,

        // Planning performances and calling them off is not the box office's.
        ["/Staff/Performances/New"] = Administrators,
        ["/Staff/Performances/Edit"] = Administrators,
        ["/Staff/Performances/Copy"] = Administrators,
        ["/Staff/Performances/Cancel"] = Administrators,
        ["/Staff/Shows/Index"] = Administrators,
        ["/Staff/Shows/New"] = Administrators,
        ["/Staff/Shows/Edit"] = Administrators,
        ["/Staff/Shows/Preview"] = Administrators,
        ["/Staff/Shows/Unpublish"] = Administrators,
        // The picture, the words about it and the wrapping of both.
        ["/Staff/Shows/Poster"] = Administrators with { LargestForm = Limits.PosterBytes + (1024 * 1024), LargestDiscardedForm = 100 * 1024 * 1024 },
        ["/Staff/Shows/RemovePoster"] = Administrators,
        ["/Staff/Rooms/Index"] = Administrators,
        ["/Staff/Rooms/New"] = Administrators,
        ["/Staff/Rooms/Edit"] = Administrators,
        ["/Staff/Rooms/Capacity"] = Administrators,
        ["/Staff/Rooms/Way"] = Administrators,
        ["/Staff/Rooms/Retire"] = Administrators,
        ["/Staff/House/Index"] = Administrators,
        ["/Staff/House/Edit"] = Administrators with { LargestForm = EditModel.LargestForm },
        ["/Staff/House/Remove"] = Administrators,
        ["/Staff/People/Index"] = Administrators,
        ["/Staff/People/Invite"] = Administrators,
        ["/Staff/People/Person"] = Administrators,
        ["/Staff/People/Disable"] = Administrators,
        ["/Staff/People/TwoFactor"] = Administrators,
        ["/Staff/Mail/Index"] = Administrators,
        ["/Staff/Log/Index"] = Administrators,
    };

    /// <summary>The job server's dashboard, which is no page of ours.</summary>
    public static PageDeclaration Jobs { get; } = Administrators with { Security = PageSecurity.Jobs };

    public void Apply(PageRouteModel model)
    {
        var declaration = Declarations.GetValueOrDefault(model.ViewEnginePath);
        foreach (var selector in model.Selectors)
        {
            if (declaration is not null)
            {
                // The second address of a page, such as /Index, is neither cached nor indexed: the first one is.
                var isSecond = selector.AttributeRouteModel?.SuppressLinkGeneration == true;
                selector.EndpointMetadata.Add(isSecond ? declaration with { IsPublic = false } : declaration);
            }

            if ((declaration ?? Staff).Access is { } access)
            {
                selector.EndpointMetadata.Add(access.Policy is { } policy ? new AuthorizeAttribute(policy) : new AuthorizeAttribute());
            }
        }
    }
}
