using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BookingFlow.Web.Data.Configurations;

internal sealed class ShowQuestionConfiguration : IEntityTypeConfiguration<ShowQuestion>
{
    public void Configure(EntityTypeBuilder<ShowQuestion> builder)
    {
        builder.Property(q => q.Text).HasMaxLength(Limits.Question);
        builder.Property(q => q.Choices).HasMaxLength(Limits.Choices);
        builder.Ignore(q => q.ChoiceList);
        builder.HasOne(q => q.Show).WithMany(s => s.Questions).HasForeignKey(q => q.ShowId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(q => new { q.ShowId, q.Position }).IsUnique().HasFilter("RetiredAt IS NULL");
        builder.ToTable("ShowQuestions", t =>
        {
            t.HasCheckConstraint("CK_ShowQuestions_Position", $"Position BETWEEN 1 AND {ShowQuestion.MaxCount}");
            t.HasCheckConstraint("CK_ShowQuestions_Kind", $"Kind IN ({SnakeCase.SqlList<QuestionKind>()})");
        });
    }
}
