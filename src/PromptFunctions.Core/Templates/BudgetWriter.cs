using System.Text;

namespace PromptFunctions.Core.Templates;

/// <summary>Counts what is written.</summary>
/// <param name="inner">Where it is written.</param>
/// <param name="isAside">Whether an included prompt writes it: some of that is held before it comes to the text itself.</param>
internal sealed class BudgetWriter(TextWriter inner, bool isAside = false) : TextWriter
{
    private readonly RenderBudget budget = RenderBudget.Current;
    private long held;

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        Count(1);
        inner.Write(value);
    }

    /// <inheritdoc/>
    public override void Write(string? value)
    {
        Count(value?.Length ?? 0);
        inner.Write(value);
    }

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count)
    {
        Count(count);
        inner.Write(buffer, index, count);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        budget.Hold(-held);
        held = 0;
        base.Dispose(disposing);
    }

    private void Count(int written)
    {
        if (!isAside) budget.Spend(written);
        else
        {
            held += written;
            budget.Hold(written);
        }
    }
}
