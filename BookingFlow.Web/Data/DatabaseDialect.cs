using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Data;

/// <summary>The databases that the program speaks to.</summary>
public enum DatabaseDialect
{
    Sqlite,
    SqlServer,
}
