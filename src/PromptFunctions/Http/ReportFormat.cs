namespace PromptFunctions.Http;

/// <summary>How a report is answered.</summary>
public enum ReportFormat
{
    /// <summary>The figures, for programs.</summary>
    Json,

    /// <summary>A page with charts.</summary>
    Html,

    /// <summary>Markdown.</summary>
    Md,

    /// <summary>A table for spreadsheets.</summary>
    Csv,
}
