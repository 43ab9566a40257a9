namespace PromptFunctions.Dev.Demo;

/// <summary>The versions that the story writes: one prompt that gets better and shorter, and two that should not have been; the last one is tried on half of the subjects.</summary>
internal static class DemoPrompts
{
    public const string First =
        """
        당신은 서울 상권 데이터 분석가입니다.
        아래 스키마만 사용하여 질문에 답하는 PostgreSQL 쿼리를 작성하세요.

        [스키마]
        {{schema}}

        [질문]
        {{question}}

        SQL만 출력하세요.
        """;

    public const string Better =
        """
        당신은 서울 상권 데이터 분석가입니다.
        아래 스키마만 사용하여 질문에 답하는 PostgreSQL 쿼리를 작성하세요.

        규칙:
        - SELECT 문 하나만 작성합니다. 데이터를 바꾸는 문장은 쓰지 않습니다.
        - 기준 분기가 없는 질문에는 가장 최근 분기를 사용합니다.
        - 스키마로 답할 수 없으면 CANNOT_ANSWER 와 그 이유를 한 줄로 출력합니다.

        [스키마]
        {{schema}}

        [질문]
        {{question}}

        SQL만 출력하세요.
        """;

    public const string Concise =
        """
        당신은 서울 상권 데이터 분석가입니다.
        아래 스키마만 사용하여 질문에 답하는 PostgreSQL 쿼리를 작성하세요.

        규칙:
        - SELECT 문 하나만, 없는 분기는 가장 최근 분기로.
        - 답할 수 없으면 CANNOT_ANSWER 와 이유.

        [스키마]
        {{schema}}

        [질문]
        {{question}}

        SQL만 출력하세요.
        """;

    public const string Example =
        """
        당신은 서울 상권 데이터 분석가입니다.
        아래 스키마만 사용하여 질문에 답하는 PostgreSQL 쿼리를 작성하세요.

        규칙:
        - SELECT 문 하나만, 없는 분기는 가장 최근 분기로.
        - 답할 수 없으면 CANNOT_ANSWER 와 이유.

        예:
        질문: 점포가 가장 많은 상권은?
        SELECT district, SUM(stores) AS stores FROM commercial_district GROUP BY district ORDER BY stores DESC LIMIT 1;

        [스키마]
        {{schema}}

        [질문]
        {{question}}

        SQL만 출력하세요.
        """;

    public const string Chatty =
        """
        당신은 서울 상권 데이터 분석가입니다.
        아래 스키마만 사용하여 질문에 답하는 PostgreSQL 쿼리를 작성하고, 쿼리의 각 줄을 자세히 설명하세요.

        [스키마]
        {{schema}}

        [질문]
        {{question}}
        """;

    public const string Broken =
        """
        아래 질문에 답하세요.

        [스키마]
        {{schema}}

        [질문]
        {{question}}
        """;

    // No schema, a tag that is not closed, and the question where nobody looks for it.
    public const string Unchecked =
        """
        질문에 답하는 쿼리를 작성하세요.

        질문: {{question}

        SQL만 출력하세요.
        """;

    public const string Repaired =
        """
        질문에 답하는 쿼리를 작성하세요.

        [스키마]
        {{schema}}

        질문: {{question}}

        SQL만 출력하세요.
        """;
}
