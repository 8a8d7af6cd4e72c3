using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Encodings.Web;
using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace BookingFlow.Web.Hosting.Security;

/// <summary>Authenticates requests of programs by a personal access token in the header Authorization.</summary>
/// <remarks>
/// Only endpoints that name <see cref="SchemeName"/> use it, and they use nothing else: a cookie opens no such endpoint, so that another website cannot
/// have a browser read it, and a token opens no page (docs/decisions/0066).
/// </remarks>
public sealed class AccessTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, BookingDbContext db, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string SchemeName = "AccessToken";

    /// <summary>Returns the token with which the request was authenticated.</summary>
    /// <exception cref="InvalidOperationException">It was not.</exception>
    public static AccessTokenOwner OwnerOf(HttpContext http) =>
        http.Features.Get<AccessTokenOwner>() ?? throw new InvalidOperationException("The request has no access token.");

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!AuthenticationHeaderValue.TryParse(Request.Headers.Authorization.ToString(), out var header)
            || !header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        if (!AccessToken.TryParse(header.Parameter, out var secret)
            || await db.FindAccessTokenAsync(secret.Hash, clock.GetUtcNow().UtcDateTime, Context.RequestAborted) is not { } owner)
        {
            return AuthenticateResult.Fail("The token does not work.");
        }

        Context.Features.Set(owner);
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, owner.StaffId.ToString(CultureInfo.InvariantCulture)), new Claim(ClaimTypes.Role, owner.Role)],
            SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await base.HandleChallengeAsync(properties);
        // RFC 6750: no error if the request has no token.
        Response.Headers.WWWAuthenticate = Request.Headers.Authorization.Count == 0 ? "Bearer" : "Bearer error=\"invalid_token\"";
    }

    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        await base.HandleForbiddenAsync(properties);
        Response.Headers.WWWAuthenticate = "Bearer error=\"insufficient_scope\"";
    }
}
