using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BookingFlow.Web.Data.Configurations;

internal sealed class PartyChangeConfiguration : IEntityTypeConfiguration<PartyChange>
{
    public void Configure(EntityTypeBuilder<PartyChange> builder)
    {
        builder.HasIndex(c => new { c.ReservationId, c.RequestId }).IsUnique();
        builder.HasOne<Reservation>().WithMany().HasForeignKey(c => c.ReservationId).OnDelete(DeleteBehavior.Cascade);
        builder.ToTable("PartyChanges", t => t.HasCheckConstraint(
            "CK_PartyChanges_People",
            $"PeopleBefore BETWEEN 0 AND {Limits.PartySize} AND PeopleAfter BETWEEN 0 AND {Limits.PartySize} AND PeopleBefore <> PeopleAfter"));
    }
}
