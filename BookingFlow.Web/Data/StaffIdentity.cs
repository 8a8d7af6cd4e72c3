using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BookingFlow.Web.Data;

/// <summary>
/// ASP.NET Core Identity inside a use case's own transaction: what it saves is committed together with the audit entry and the mail, or not at all.
/// </summary>
public sealed class StaffIdentity(IOptions<IdentityOptions> options, ILogger<UserManager<StaffUser>> log)
{
    /// <summary>Sets the rules of every account, for use cases and for signing in.</summary>
    public static void Configure(IdentityOptions options)
    {
        options.User.RequireUniqueEmail = true;
        // The user name is the address, and addresses have signs that Identity would refuse.
        options.User.AllowedUserNameCharacters = "";
        options.Password.RequiredLength = NewPassword.Shortest;
        options.Password.RequireDigit = options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
        // A stranger could lock a steward out with it on opening night; SignInThrottle slows the stranger down instead.
        options.Lockout.AllowedForNewUsers = false;
    }

    /// <summary>Identity's user manager over a use case's context.</summary>
    public UserManager<StaffUser> In(BookingDbContext db)
    {
        var people = new UserManager<StaffUser>(
            new StaffStore(db), options, new PasswordHasher<StaffUser>(), [new UserValidator<StaffUser>()], [new PasswordValidator<StaffUser>()],
            new UpperInvariantLookupNormalizer(), new IdentityErrorDescriber(), services: null!, log);
        people.RegisterTokenProvider(TokenOptions.DefaultAuthenticatorProvider, new AuthenticatorTokenProvider<StaffUser>());
        return people;
    }

    /// <summary>Ends the attempt if Identity refused: another request was faster, or there is a bug.</summary>
    /// <exception cref="DbUpdateConcurrencyException">Another request changed the account meanwhile; the use case is tried again.</exception>
    public static void Require(IdentityResult result)
    {
        if (result.Succeeded)
        {
            return;
        }

        var codes = string.Join(", ", result.Errors.Select(error => error.Code));
        throw result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.ConcurrencyFailure))
            ? new DbUpdateConcurrencyException(codes)
            : new InvalidOperationException($"The account could not be changed: {codes}.");
    }
}
