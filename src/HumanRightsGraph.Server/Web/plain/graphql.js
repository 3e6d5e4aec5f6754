const answer = document.getElementById('answer');

document.getElementById('form').addEventListener('submit', async (event) => {
  event.preventDefault();
  answer.textContent = 'Asking …';
  try {
    const variables = document.getElementById('variables').value.trim();
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
      body: JSON.stringify({ query: document.getElementById('query').value, variables: variables ? JSON.parse(variables) : undefined }),
    });
    answer.textContent = JSON.stringify(await response.json(), null, 2);
  } catch (error) {
    answer.textContent = `No answer: ${error.message}`;
  }
});
