using System.Text;

namespace PromptFunctions.Core.Templates;

/// <summary>Counts what is written.</summary>
internal sealed class BudgetWriter : TextWriter
{
    private readonly TextWriter inner;
    private readonly RenderBudget budget = RenderBudget.Current;
    private readonly BudgetWriter? outer;
    private readonly bool isAside;
    private long held;

    /// <summary>Makes a writer.</summary>
    /// <param name="inner">Where it is written.</param>
    /// <param name="isAside">Whether an included prompt writes it: some of that is held before it comes to the text itself.</param>
    public BudgetWriter(TextWriter inner, bool isAside = false)
    {
        (this.inner, this.isAside) = (inner, isAside);
        (outer, budget.Innermost) = (budget.Innermost, this);
    }

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
        budget.Innermost = outer;
        budget.Hold(-held);
        held = 0;
        base.Dispose(disposing);
    }

    private void Count(int written)
    {
        if (!isAside) budget.Spend(written);
        else if (budget.Innermost == this)
        {
            // What one prompt passes on for another is held once.
            held += written;
            budget.Hold(written);
        }
    }
}
