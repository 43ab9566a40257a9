using PromptFunctions.SignIn;

namespace PromptFunctions.OpenApi;

/// <summary>What is true of a call besides its route: who may make it, and what openapi.json says of it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class ApiCallAttribute : Attribute
{
    /// <summary>A change.</summary>
    public ApiCallAttribute(string summary, Type? body, Type? answer, int status) => (Summary, Body, Answer, Status) = (summary, body, answer, status);

    /// <summary>A read.</summary>
    public ApiCallAttribute(string summary, Type answer) : this(summary, null, answer, 200)
    {
    }

    /// <summary>What it does, in a sentence.</summary>
    public string Summary { get; }

    /// <summary>The app role that it needs where sign-in is on. A call without one is refused.</summary>
    public AppRole Role { get; set; }

    /// <summary>The document that it takes; null for reads.</summary>
    public Type? Body { get; }

    /// <summary>Whether it may be sent without a document.</summary>
    public bool BodyIsOptional { get; set; }

    /// <summary>Whether it only looks, although it is no GET: then it knows neither conditions nor keys for retries.</summary>
    public bool ChangesNothing { get; set; }

    /// <summary>Other forms of the document that it takes.</summary>
    public Type[] AlsoBodies { get; set; } = [];

    /// <summary>What each line is where many are sent as <c>application/x-ndjson</c>; null where that is not taken.</summary>
    public Type? Line { get; set; }

    /// <summary>The document that it answers; null for none.</summary>
    public Type? Answer { get; }

    /// <summary>In which other media types than JSON it answers.</summary>
    public string[] AlsoMedia { get; set; } = [];

    /// <summary>Whether it answers many of the documents, one a line as <c>application/x-ndjson</c>, and nothing else.</summary>
    public bool AnswersLines { get; set; }

    /// <summary>The status when all is well.</summary>
    public int Status { get; }

    /// <summary>The other status when all is well, where something new was made; 0 for none.</summary>
    public int AlsoStatus { get; set; }

    /// <summary>The query's parameters.</summary>
    public string[] Query { get; set; } = [];

    /// <summary>The problem codes that are particular to the call.</summary>
    public string[] Problems { get; set; } = [];
}
