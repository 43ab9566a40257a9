using System.Text;

namespace PromptFunctions.Core.Templates;

/// <summary>Counts what is written.</summary>
internal sealed class BudgetWriter(TextWriter inner) : TextWriter
{
    private readonly RenderBudget budget = RenderBudget.Current;

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        budget.Spend(1);
        inner.Write(value);
    }

    /// <inheritdoc/>
    public override void Write(string? value)
    {
        budget.Spend(value?.Length ?? 0);
        inner.Write(value);
    }

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count)
    {
        budget.Spend(count);
        inner.Write(buffer, index, count);
    }
}
