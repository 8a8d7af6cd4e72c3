using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BookingFlow.Web.Data.Configurations;

internal sealed class AnswerConfiguration : IEntityTypeConfiguration<Answer>
{
    public void Configure(EntityTypeBuilder<Answer> builder)
    {
        builder.Property(a => a.Text).HasMaxLength(Limits.Answer);
        builder.HasOne(a => a.Reservation).WithMany(r => r.Answers).HasForeignKey(a => a.ReservationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(a => a.Question).WithMany().HasForeignKey(a => a.QuestionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(a => new { a.ReservationId, a.QuestionId }).IsUnique();
        builder.ToTable("Answers");
    }
}
