using System.Globalization;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Hosting.Commands;

/// <summary>One command of <see cref="StaffCommands"/>.</summary>
/// <param name="PasswordFromInput">The password is the first line of standard input; otherwise a link to set one is printed.</param>
public sealed record AddStaffCommand(StaffInput Typed, bool PasswordFromInput);
