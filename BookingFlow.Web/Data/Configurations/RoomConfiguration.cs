using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BookingFlow.Web.Data.Configurations;

internal sealed class RoomConfiguration : IEntityTypeConfiguration<Room>
{
    public void Configure(EntityTypeBuilder<Room> builder)
    {
        builder.Property(r => r.Name).HasMaxLength(Limits.Name);
        builder.Property(r => r.DirectionsText).HasColumnName("Directions").HasMaxLength(Limits.Directions);
        builder.Property(r => r.MapAddress).HasMaxLength(Limits.WebAddress);
        builder.HasIndex(r => r.Name).IsUnique();
        builder.Ignore(r => r.Access);
        builder.ToTable("Rooms", t =>
        {
            t.HasCheckConstraint("CK_Rooms_Capacity", $"Capacity BETWEEN 0 AND {Limits.RoomCapacity}");
            t.HasCheckConstraint("CK_Rooms_AccessPlaces", "WheelchairPlaces >= 0 AND CompanionPlaces >= 0");
        });
    }
}
