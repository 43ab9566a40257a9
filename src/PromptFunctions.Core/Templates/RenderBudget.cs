using PromptFunctions.Core.Problems;

namespace PromptFunctions.Core.Templates;

/// <summary>What one rendering may use. Rendering is synchronous, so the thread knows whose turn it is.</summary>
internal sealed class RenderBudget(TimeProvider clock)
{
    /// <summary>How often lists and objects may be gone on in, and partials included.</summary>
    public const int MostSteps = 1_000_000;

    private const int LookEvery = 16;
    private const long MostAside = 2L * Limits.RenderedCharacters;

    private static readonly TimeSpan LongestTime = TimeSpan.FromSeconds(2);

    [ThreadStatic]
    private static RenderBudget? current;

    private readonly long started = clock.GetTimestamp();
    private int steps;
    private long characters;
    private long aside;

    /// <summary>The budget of the rendering under way.</summary>
    public static RenderBudget Current => current ?? throw new InvalidOperationException("Nothing is being rendered.");

    /// <summary>The writer of the prompt that is being rendered, itself or within others.</summary>
    public BudgetWriter? Innermost { get; set; }

    /// <summary>Renders within the budget.</summary>
    /// <exception cref="RenderLimitException">More would be used.</exception>
    public void Run(Action render)
    {
        var outer = current;
        current = this;
        try
        {
            render();
        }
        finally
        {
            current = outer;
        }
    }

    /// <summary>Takes one step.</summary>
    public void Spend()
    {
        if (++steps > MostSteps) throw new RenderLimitException($"Rendering takes more than the limit of {MostSteps:N0} steps.");
        if (steps % LookEvery == 0 && clock.GetElapsedTime(started) > LongestTime) throw new RenderLimitException($"Rendering takes longer than the limit of {LongestTime.TotalSeconds:N0} s.");
    }

    /// <summary>Holds so much that an included prompt writes, until it is written where it belongs; less than nothing gives back.</summary>
    public void Hold(long written)
    {
        if ((aside += written) > MostAside) throw new RenderLimitException($"Included prompts write more than the limit of {MostAside:N0} characters.");
    }

    /// <summary>Writes so much.</summary>
    public void Spend(int written)
    {
        if ((characters += written) > Limits.RenderedCharacters) throw new RenderLimitException($"The rendered text is larger than the limit of {Limits.RenderedCharacters:N0} characters.");
    }
}
