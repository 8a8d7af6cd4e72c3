using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BookingFlow.Web.Data;

/// <summary>
/// Runs ASP.NET Core Identity inside a use case's transaction, so that its changes are committed together with the audit entry and the mail.
/// </summary>
public sealed class StaffIdentity(IOptions<IdentityOptions> options, ILogger<UserManager<StaffUser>> log)
{
    /// <summary>Sets Identity's options, which use cases and the sign-in share.</summary>
    public static void Configure(IdentityOptions options)
    {
        options.User.RequireUniqueEmail = true;
        // The user name is the e-mail address, which may contain characters that Identity rejects by default.
        options.User.AllowedUserNameCharacters = "";
        options.Password.RequiredLength = NewPassword.MinLength;
        options.Password.RequireDigit = options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
        // An attacker could lock a steward out during a performance. SignInThrottle slows attempts down instead (decision 0021).
        options.Lockout.AllowedForNewUsers = false;
    }

    /// <summary>Creates a user manager that reads and saves through a use case's context.</summary>
    public UserManager<StaffUser> CreateUserManager(BookingDbContext db)
    {
        var users = new UserManager<StaffUser>(
            new StaffStore(db), options, new PasswordHasher<StaffUser>(), [new UserValidator<StaffUser>()], [new PasswordValidator<StaffUser>()],
            new UpperInvariantLookupNormalizer(), new IdentityErrorDescriber(), services: null!, log);
        users.RegisterTokenProvider(TokenOptions.DefaultAuthenticatorProvider, new AuthenticatorTokenProvider<StaffUser>());
        return users;
    }

    /// <summary>Throws if an operation of Identity failed.</summary>
    /// <exception cref="DbUpdateConcurrencyException">Another request changed the account meanwhile. <c>WriteTransaction</c> retries.</exception>
    /// <exception cref="InvalidOperationException">Any other error; the use case validates its input first, so this is a bug.</exception>
    public static void EnsureSucceeded(IdentityResult result)
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
